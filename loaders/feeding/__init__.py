"""Say what changed as an event stream that outlives the generations it tells of."""
