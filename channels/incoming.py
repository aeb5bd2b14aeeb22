"""What a citizen typed, made safe to hand to Rasa and to write down."""

import os
import re
import unicodedata

from privacy.masking import mask

MAX_CHARACTERS = int(os.environ.get("MESSAGE_MAX_CHARACTERS", "1000"))
"""The longest message that is read; the longest story people tell is a few hundred characters."""

# Control characters (NUL ends the sentence encoder's input), invisible ones, and half surrogates,
# which can't be stored.
_UNREADABLE = {"Cc", "Cf", "Cs"}

# Rasa takes a message that starts with a slash as a command, with full confidence.
_COMMAND_PREFIX = re.compile(r"^[\s/／]+")


def is_too_long(text: str) -> bool:
    """Whether `text` has more than MAX_CHARACTERS characters."""
    return len(text) > MAX_CHARACTERS


def safe_text(text: str) -> str:
    """`text` on one line, without commands, control characters or personal numbers."""
    return mask(readable_text(text))


def readable_text(text: str) -> str:
    """`text` on one line, without commands and control characters; not to be handed on or kept."""
    return _COMMAND_PREFIX.sub("", "".join(map(_readable, text))).strip()


def _readable(character: str) -> str:
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in _UNREADABLE else character
