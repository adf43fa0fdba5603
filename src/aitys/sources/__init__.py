"""Kinds of source: bytes in, posts out. No network, no database; the only clock is `Document.captured_at`."""
