"""Check data that someone hands in against a profile, for the server and for the command line."""
