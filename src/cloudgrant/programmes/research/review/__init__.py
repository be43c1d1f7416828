"""The review 審查: criteria, score sheets, ranking and the allocation of a budget."""
