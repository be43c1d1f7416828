"""The law: clauses, policies with their days, and what realises each clause."""
