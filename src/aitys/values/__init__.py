"""Frozen values that travel between the rooms; a module per noun, no behaviour beyond reading themselves."""
