"""A message as it comes in: typed, or chosen from the question last asked. Masked from here on."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from channels.incoming import MAX_CHARACTERS, is_too_long, safe_text
from portal.errors import Refused
from privacy.masking import mask

MESSAGE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")
LONGEST_VALUE = 128
BEGINNING = 100
"""Characters kept of a message that is too long to be read."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """``text`` is masked; of one that is too long only the beginning is kept."""

    message_id: str
    text: str = ""
    choice: Json | None = None
    too_long: bool = False

    @classmethod
    def read(cls, body: Any) -> Said:
        """The message of a request's body; raises Refused (bad_request)."""
        if not isinstance(body, dict) or not isinstance(body.get("message_id"), str):
            raise Refused("bad_request", "want an object with a message_id")
        if not _is_fine(body["message_id"]):
            raise Refused("bad_request", "message_id: 8 to 64 of A-Za-z0-9_-, no personal number")
        if ("text" in body) == ("choice" in body):
            raise Refused("bad_request", "exactly one of text and choice")
        if "choice" in body:
            return cls(body["message_id"], choice=_choice(body["choice"]))
        if not isinstance(body["text"], str):
            raise Refused("bad_request", "text must be a string")
        if is_too_long(body["text"]):
            return cls(body["message_id"], _beginning(body["text"]), too_long=True)
        return cls(body["message_id"], safe_text(body["text"]))

    @property
    def fingerprint(self) -> str:
        """What tells this message from another; of the masked text, so that nothing leaks."""
        source = json.dumps([self.text, self.choice, self.too_long], sort_keys=True)
        return hashlib.sha256(source.encode()).hexdigest()[:16]

    @property
    def for_the_assistant(self) -> str:
        """The text to hand over; one too long stays too long, for Rasa has the sentence."""
        return self.text + "…" * (MAX_CHARACTERS + 1) if self.too_long else self.text


def _is_fine(message_id: str) -> bool:
    """Well formed, and no phone or identity number: ids are kept as they are."""
    if not MESSAGE_ID.match(message_id):
        return False
    return bool(re.search("[A-Za-z]", message_id)) or mask(message_id) == message_id


def _beginning(text: str) -> str:
    """Masked before it is cut, so that no half of a number is left at the end."""
    return safe_text(text[:MAX_CHARACTERS])[:BEGINNING] + "…"


def _choice(given: Any) -> Json:
    if not isinstance(given, dict):
        raise Refused("bad_request", "choice must be an object")
    values = [given.get("question_id"), given.get("value")]
    if not all(isinstance(v, str) and 0 < len(v) <= LONGEST_VALUE for v in values):
        raise Refused("bad_request", f"choice: question_id and value, at most {LONGEST_VALUE}")
    return {"question_id": values[0], "value": values[1]}


def label_of(choice: Json, question: Json | None) -> str:
    """The chosen option's label; raises Refused where the question isn't the one last asked."""
    if question is None or question["question_id"] != choice["question_id"]:
        raise Refused("choice_outdated")
    if choice["value"] not in question["options"]:
        raise Refused("bad_request", "the question has no such option")
    return str(question["options"][choice["value"]])
