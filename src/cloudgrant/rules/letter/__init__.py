"""The letter: a text in its parts, how it is shown, and what is kept of one that was sent."""
