"""A short code that opens the same checklist later: service, facts and pack version, no identity.

The code is read out over the telephone, so it uses Crockford's base 32 (no I, L, O, U) and ends
in a check character. https://www.crockford.com/base32.html
"""

from __future__ import annotations

from collections.abc import Mapping

from knowledge.model import UNKNOWN, Fact, Pack, Service

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CONFUSED = str.maketrans({"O": "0", "I": "1", "L": "1"})
VERSION_DIGITS = 2
CHECK = 31


class BadCode(ValueError):
    """The code was mistyped: its check character doesn't fit, or it holds nothing of ours."""


class OutdatedCode(ValueError):
    """The code was made from another version of the pack, whose facts may differ."""

    def __init__(self, service_id: str) -> None:
        self.service_id = service_id
        super().__init__(service_id)


def code_of(pack: Pack, service: Service, case: Mapping[str, str]) -> str:
    """The code for ``service`` in ``case``, such as ``3F-0K2-9ZQ``."""
    number = _case_number(service, case)
    number = number * len(pack.services) + sorted(pack.services).index(service.id)
    body = _version_of(pack) + _encode(number)
    return _grouped(body + ALPHABET[_sum(body)])


def opened(pack: Pack, code: str) -> tuple[Service, dict[str, str]]:
    """The service and case that ``code`` stands for.

    Raises:
        BadCode: if the code is mistyped.
        OutdatedCode: if the pack has changed since; it names the service.
    """
    text = code.upper().translate(CONFUSED).replace("-", "").replace(" ", "")
    body, check = text[:-1], text[-1:]
    if len(body) <= VERSION_DIGITS or any(letter not in ALPHABET for letter in text):
        raise BadCode(code)
    if ALPHABET[_sum(body)] != check:
        raise BadCode(code)
    number, position = divmod(_decode(body[VERSION_DIGITS:]), len(pack.services))
    service = pack.services[sorted(pack.services)[position]]
    if body[:VERSION_DIGITS] != _version_of(pack):
        raise OutdatedCode(service.id)
    return service, _case_of(service, number, code)


def _choices(fact: Fact) -> list[str]:
    return ["", *(value.id for value in fact.values), UNKNOWN]


def _sorted_facts(service: Service) -> list[Fact]:
    return [service.facts[fact_id] for fact_id in sorted(service.facts)]


def _case_number(service: Service, case: Mapping[str, str]) -> int:
    number = 0
    for fact in reversed(_sorted_facts(service)):
        choices = _choices(fact)
        number = number * len(choices) + choices.index(case.get(fact.id, ""))
    return number


def _case_of(service: Service, number: int, code: str) -> dict[str, str]:
    case = {}
    for fact in _sorted_facts(service):
        choices = _choices(fact)
        number, position = divmod(number, len(choices))
        if position:
            case[fact.id] = choices[position]
    if number:
        raise BadCode(code)
    return case


def _version_of(pack: Pack) -> str:
    number = int(pack.version, 16) % 32**VERSION_DIGITS
    return _encode(number).rjust(VERSION_DIGITS, ALPHABET[0])


def _encode(number: int) -> str:
    letters = ""
    while number or not letters:
        number, digit = divmod(number, 32)
        letters = ALPHABET[digit] + letters
    return letters


def _decode(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 32 + ALPHABET.index(letter)
    return number


def _sum(body: str) -> int:
    """Weighted by place, so that swapped neighbours are noticed too."""
    return sum(place * ALPHABET.index(letter) for place, letter in enumerate(body, 1)) % CHECK


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + 3] for start in range(0, len(letters), 3))
