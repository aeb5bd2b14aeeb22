"""How well the assistant understands, on labelled sentences: `python -m evaluation`."""
