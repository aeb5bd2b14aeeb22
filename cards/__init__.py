"""The answers as cards: JSON for channels that draw, readable text for those that don't."""
