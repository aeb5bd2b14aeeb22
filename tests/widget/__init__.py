"""The widget, as citizens use it: a real browser, the portal's real process."""
