"""Say a query in other words that mean the same and that the engine answers sooner."""
