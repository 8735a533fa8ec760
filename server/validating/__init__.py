"""Check data that visitors hand in: bounded, in processes of their own, and nothing is kept."""
