"""Forms: what there is to ask for a stage of a programme, with all that a screen needs to ask it."""
