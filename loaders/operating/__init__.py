"""Back up, restore, and keep the log of builds."""
