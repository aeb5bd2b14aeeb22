"""Proxy agents' appointments, their notices, and complaints: knows nothing of Rasa or HTTP.

``booking.desk`` is the inner API for a conversation; ``booking.office`` opens what it works with.
"""
