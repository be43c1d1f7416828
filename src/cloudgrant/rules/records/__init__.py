"""Records: what a fact is, and how a record of facts is made, shown and digested."""
