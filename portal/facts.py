"""The facts that a form or a program tells; always in the body, never in an address."""

from __future__ import annotations

from typing import Any

from sanic.request import Request

from portal.errors import Refused

MOST_FACTS = 60
LONGEST_VALUE = 128
Told = dict[str, str]


def from_form(request: Request) -> Told:
    """The facts of a posted form; a field left empty wasn't told. Raises Refused."""
    form = request.form or {} if request.method == "POST" else {}
    return _bounded({fact: values[0] for fact, values in form.items() if values and values[0]})


def from_json(body: dict[str, Any]) -> Told:
    """``{"facts": {fact: value}}``; raises Refused (bad_request)."""
    facts = body.get("facts", {})
    if not isinstance(facts, dict) or not all(isinstance(v, str) for v in facts.values()):
        raise Refused("bad_request", "facts: an object of strings")
    return _bounded(facts)


def _bounded(told: Told) -> Told:
    if len(told) > MOST_FACTS or any(len(value) > LONGEST_VALUE for value in told.values()):
        raise Refused("bad_request", f"at most {MOST_FACTS} facts of {LONGEST_VALUE} characters")
    return told
