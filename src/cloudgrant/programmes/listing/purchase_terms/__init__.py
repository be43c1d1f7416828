"""Terms of the selection that bind a purchase too: by the year of the briefing that says them."""
