"""One rule for one item: its cycles, and how each of them stands."""
