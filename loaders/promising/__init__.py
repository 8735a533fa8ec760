"""Keep what was promised, and remember what is gone."""
