"""What the pages of those who go out tell: the days, what to load, what is late, and the work orders."""
