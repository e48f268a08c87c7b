"""Calendar arithmetic: no YAML, no words."""
