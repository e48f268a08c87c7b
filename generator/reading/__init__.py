"""A folder becomes a catalogue and the problems in it."""
