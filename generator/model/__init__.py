"""What a company defines and whom it serves, as frozen dataclasses."""
