"""The cycles of a site become visits, and visits go to people."""
