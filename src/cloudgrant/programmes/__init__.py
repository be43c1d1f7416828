"""The programmes of the briefing, one folder each, all with the same rooms."""
