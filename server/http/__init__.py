"""Speak HTTP/1.1 to clients: one loop per front, which never waits for any one of them."""
