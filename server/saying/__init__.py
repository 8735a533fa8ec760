"""What a problem says of one occurrence, as a key and values, worded in Dutch and English."""
