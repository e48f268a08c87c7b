"""Dates, rules and answers in the words of the reader."""
