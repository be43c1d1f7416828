"""The money 經費: lines of the budget, what may be asked for, and the lead's share."""
