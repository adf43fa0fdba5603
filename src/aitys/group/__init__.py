"""Copies: which posts say the same in the same words, and who said it first. Pure functions of values."""
