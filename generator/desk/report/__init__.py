"""What the company learns from its records: figures of a week or a month, what repeats, what was left out, what is due."""
