"""A small invented world, recorded as web answers, on which the true program runs without a network."""
