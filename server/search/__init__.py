"""Find things by what they are called and what is said of them."""
