"""Arranging things with staff: booking a proxy agent, changing it, complaining of a window.

The booking office is the truth; the talk only leads through it. One message goes one way:
leading (whose turn is it?) → a goal's steps (booking, contact, changing, complaining) → the office.
"""
