"""The day of those who dispatch, record and tell: lists, edits and texts, which others print and write."""
