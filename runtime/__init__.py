"""How Rasa runs here: one entry point (`python -m runtime`), slim, with its actions in process."""
