"""Selection and listing 雲端方案遴選(供給端): which cloud solutions the Industry Hall offers, and on what terms."""
