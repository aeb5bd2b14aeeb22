"""What a citizen's words mean: a plain library, and thin Rasa graph components in `graph/`."""
