"""Watch a schema: say after every save what is wrong, what changed, and how it looks."""
