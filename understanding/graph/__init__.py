"""Thin Rasa graph components around the library: they read messages and set what was found."""
