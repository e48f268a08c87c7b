"""Feeds, and the pages of those who hold them. Nothing of it is ever on the site."""
