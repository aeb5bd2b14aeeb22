"""A correction in the words of a value: "不对，租的" within the errand that knows the value."""

from __future__ import annotations

import re
from collections.abc import Mapping

from knowledge.model import Service
from understanding.facts import ToldFact
from understanding.normalise import normalise

_PUT_RIGHT = re.compile(r"^(?:不对|错了|说错了|搞错了|不是的|更正)[,，。: ]+(.+)$")


def put_right(text: str, service: Service, case: Mapping[str, str]) -> ToldFact | None:
    """The fact that a normalised correction repeats a value's label of, where just one can be.

    Of several facts with such a value (没有) the one told before, in `case`, is meant.
    """
    found = _PUT_RIGHT.match(text)
    if found is None:
        return None
    said = found[1].rstrip("。!?")
    meant = [
        (fact, value)
        for fact in service.facts.values()
        for value in fact.values
        if normalise(value.label) == said and case.get(fact.id) != value.id
    ]
    if len(meant) > 1:
        meant = [(fact, value) for fact, value in meant if fact.id in case]
    if len(meant) != 1:
        return None
    fact, value = meant[0]
    return ToldFact(fact.id, value.id, f"{fact.name}:{said}")
