"""What a customer's own page tells: what comes, the year, what was done, what is under warranty."""
