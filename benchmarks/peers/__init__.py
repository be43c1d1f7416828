"""The same decisions made by other means: each is first held to cloudgrant's answers, then timed."""
