"""Count what a generation holds, for its description and for whoever plans a query."""
