"""Deciding: from a subject, numbers and a day to what each rule says."""
