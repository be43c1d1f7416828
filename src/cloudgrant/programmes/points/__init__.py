"""Digital points 數位點數: manufacturers get points that pay half of listed cloud solutions."""
