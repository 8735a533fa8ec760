"""Answer with the event streams of what changed."""
