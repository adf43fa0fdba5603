"""What follows from official quotations: change, directions, cross rates, flags, the ticker. Pure."""
