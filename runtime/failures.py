"""How a failure is told: an apology to the citizen, a place in the code to the log."""

import traceback

APOLOGY = "utter_action_failed"
"""The response of domain.yml that a citizen reads when something failed."""


def where(error: BaseException) -> str:
    """The frames that raised `error`, without its message: that may hold a citizen's words."""
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
