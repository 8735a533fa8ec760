"""Say what differs between two versions of a schema, for whom, and what step that asks."""
