"""The lists of a proposal, each drawn for many proposals at once."""
