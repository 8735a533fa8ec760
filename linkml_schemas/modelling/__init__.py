"""Read any LinkML schema into one model that the tools for standards teams share."""
