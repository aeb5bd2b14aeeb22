"""The doors: the one channel that Rasa listens on, and what reaches it from outside."""
