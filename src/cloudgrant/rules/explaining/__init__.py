"""Explaining: why, how far, what would mend it, and the report."""
