"""Forms of pages without JavaScript: what was typed stays, and what is wrong stands beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sanic.request import Request

from portal.contacting import clean
from portal.errors import Refused

LONGEST = 600
"""Characters of any field; a token is the longest."""


@dataclass(frozen=True)
class Form:
    """What was posted, by field; ``wrong`` holds a sentence by field ("" for the whole form)."""

    told: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, request: Request, names: Iterable[str]) -> Form:
        """The fields ``names`` of a posted form; raises Refused (bad_request)."""
        form = request.form or {} if request.method == "POST" else {}
        told = {name: clean(form.get(name) or "") for name in names}
        if any(len(value) > LONGEST for value in told.values()):
            raise Refused("bad_request", f"at most {LONGEST} characters a field")
        return cls(told)

    def __getitem__(self, name: str) -> str:
        return self.told.get(name, "")

    def refused(self, refused: Refused) -> Form:
        """The form with what the refusal says, beside its field if it is one of the form's."""
        name = str(refused.body.get("field", ""))
        return replace(self, wrong={name if name in self.told else "": refused.body["text"]})
