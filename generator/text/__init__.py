"""What staff write, and what they are told about it."""
