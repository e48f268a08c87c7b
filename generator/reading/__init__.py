"""A folder becomes definitions, schedules and the problems in them."""
