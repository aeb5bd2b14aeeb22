"""Masks the numbers that identify a person, by their shape.

Masked: citizen identity numbers (GB 11643: 18 characters, and the older 15 digits), mobile and
landline numbers (with area code), bank-card numbers (GB/T 15694, ISO/IEC 7812: 16 to 19 digits).
Read as people write them: full-width, with spaces or hyphens, in Chinese digits (幺三九), with a
lower-case or full-width X. Dates, amounts, quantities and hotlines are left alone.
"""

import re

_WIDTHS = dict(zip("０１２３４５６７８９ｘＸ×＋", "0123456789XXX+", strict=True)) | {"x": "X"}
_CHINESE = dict(zip("零〇一二三四五六七八九幺", "001234567891", strict=True))
_DASHES = dict.fromkeys("－—–‐‑", "-")
_SPACES = dict.fromkeys("\t\u00a0\u3000", " ")

# One character for one, so that a place in the plain text is the same place in the original.
_PLAIN = str.maketrans(_WIDTHS | _DASHES | _SPACES)
_PLAIN_CHINESE = str.maketrans(_WIDTHS | _DASHES | _SPACES | _CHINESE)

_SEP = "[ ·-]{0,2}"  # what people put between digits


def _spaced(*characters: str) -> str:
    """A pattern of the `characters` in a row, with separators allowed between them."""
    return _SEP.join(characters)


def _date(between: str) -> str:
    """A pattern of eight digits that can be a day, with `between` after each."""
    month = rf"(?:0{between}[1-9]|1{between}[0-2])"
    day = rf"(?:0{between}[1-9]|[12]{between}\d|3{between}[01])"
    year = rf"(?:1{between}9|2{between}0){between}\d{between}\d"
    return between.join([year, month, day])


_DAY = rf"{_date('')}|(?:19|20)\d\d[ ./年-]\d{{1,2}}[ ./月-]\d{{1,2}}"

_IDENTITY_18 = _spaced("[1-8]", *[r"\d"] * 5, _date(_SEP), *[r"\d"] * 3, "[0-9X]")
_IDENTITY_15 = r"[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"
_CARD = (
    r"(?:\d{16,19}"
    r"|\d{4}(?:[ -]{1,2}\d{4}){3}(?:[ -]{1,2}\d{1,3})?"
    r"|\d{6}[ -]{1,2}\d{10,13}"
    r"|\d(?:[ -]\d){15,18})"
)
_ELEVEN = _spaced("1", "[3-9]", *[r"\d"] * 9)
_MOBILE = rf"(?:(?:\+|00)?86{_SEP})?(?:{_ELEVEN}|1[3-9]\d\.\d{{4}}\.\d{{4}})"
_LANDLINE = rf"\(?0\d{{2,3}}\)?{_SEP}[2-9]\d{{2,3}}{_SEP}\d{{4}}"

# In this order: an identity number holds a day, and a day or a card number may hold what looks
# like a mobile number.
_SHAPES = re.compile(
    rf"(?<!\d)(?:(?P<identity>{_IDENTITY_18}|{_IDENTITY_15})|(?P<day>{_DAY})"
    rf"|(?P<card>{_CARD})|(?P<phone>{_MOBILE}|{_LANDLINE}))(?!\d)"
)
_MASKS = {"identity": "[身份证号]", "card": "[银行卡号]", "phone": "[电话号码]"}


def mask(text: str) -> str:
    """`text` with each personal number replaced by the kind of number it was."""
    # Chinese digits come second: beside Arabic ones they are mostly words (张三138…, …678一直).
    return _masked(_masked(text, _PLAIN), _PLAIN_CHINESE)


def plain_digits(text: str, chinese: bool = True) -> str:
    """`text` with full-width and `chinese` digits as Arabic ones, character for character."""
    return text.translate(_PLAIN_CHINESE if chinese else _PLAIN)


def _masked(text: str, plain: dict[int, str]) -> str:
    masked, done = [], 0
    for match in _SHAPES.finditer(text.translate(plain)):
        if match.lastgroup in _MASKS:
            masked += [text[done : match.start()], _MASKS[match.lastgroup]]
            done = match.end()
    return "".join([*masked, text[done:]])
