"""Data in and out: loading, dumping, forms, tables, many at once, and older versions."""
