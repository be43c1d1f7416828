"""A reference embedding: point wallets kept in a database, commanded by many clients at once."""
