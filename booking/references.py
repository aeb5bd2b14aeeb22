"""References, code words and codes: random, and readable over the telephone."""

from __future__ import annotations

import secrets
from functools import lru_cache
from pathlib import Path

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O, U; five bits a character."""

LENGTH = 10
"""Characters of a reference: 50 random bits."""

_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0", " ": None, "-": None})


def new_reference() -> str:
    """A random reference of ten characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_reference(told: str) -> str:
    """A reference as typed or dictated (spaces, hyphens, full width, O for 0), in plain form."""
    plain = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in told[:40])
    return plain.upper().translate(_READ_AS)


def new_code_word() -> str:
    """What the agent must say at the door: a common word and two digits."""
    return f"{secrets.choice(_words())}{secrets.randbelow(90) + 10}"


def new_code() -> str:
    """Six digits to verify a telephone with."""
    return f"{secrets.randbelow(1_000_000):06d}"


@lru_cache(maxsize=1)
def _words() -> list[str]:
    path = Path(__file__).parent / "templates" / "code_words.txt"
    return path.read_text("utf-8").split()
