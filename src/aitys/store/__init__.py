"""Keeping: database, index and evidence files. Queries are one file per noun and return values."""
