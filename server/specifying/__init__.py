"""Serve the specification and the diagram of the application profile that this server follows."""
