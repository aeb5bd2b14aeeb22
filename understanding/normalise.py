"""Bringing what people type and dictate into one form before anything reads it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

MAX_CHARACTERS = 300
"""What is read of one message; the longest labelled stories have under 200 characters."""

_VARIANTS = {"身分证": "身份证", "户籍誊本": "户口簿", "户口名簿": "户口簿", "証": "证"}
_HUM = re.compile(r"[嗯呃唔噢喔哦欸]+")
_FILLER = re.compile(
    r"(?:(?<=^)|(?<=[,，。、 ]))(?:额|啊|哎|唉|诶|那个啥|那个|这个|就是说|然后)+"
    r"(?=[,，。、 ]|我|俺|你|想|要|请)"
    r"|(?<=[,，。、 ])就是(?=[,，。、 ])"
)
_EDGES = " ,，。、"
_STUTTER = re.compile(r"([\u4e00-\u9fff])\1{2,}|([我那就俺要想])\2+")
_ECHO = re.compile(r"([\u4e00-\u9fff]{2,6}?)(?:[,， ]*\1)+")
_PUNCTUATION_RUN = re.compile(r"([,，。、!！?？~～.…\-—])[,，。、!！?？~～.…\-—]+")
_BETWEEN_HAN = re.compile(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_POLITE = re.compile(
    r"(?:(?<=^)|(?<=[,，。!！?？、 ]))(?:你好啊?|您好啊?|请问(?:一下|下)?|"
    r"麻烦(?:问)?(?:一下|下|您|你)?"
    r"|(?:同志|师傅|老师)(?=[,，、 我你您请想])"
    r"|谢谢(?:您|你|了|啊)*|多谢了?|那个|就是说|就是|这个|然后)[,，。!！、 ]*"
    r"|(?:我|俺)?(?:就是)?想(?:咨询|请教|问|打听)(?:一下|下|哈)?[,，]?|(?:咨询|打听|问)(?:一下|下|哈)[,，]?"
)


@lru_cache(maxsize=2)
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


def warm() -> None:
    """Load the conversion tables, so that no citizen's first message waits for them."""
    simplify("證")


def simplify(text: str) -> str:
    """Traditional characters and Taiwan's words as simplified ones; simplified text is untouched.

    `tw2sp` also rewrites words (程式 → 程序), so it runs only where traditional characters are.
    """
    if _converter("t2s").convert(text) != text:
        text = _converter("tw2sp").convert(text)
    for variant, usual in _VARIANTS.items():
        text = text.replace(variant, usual)
    return text


def normalise(text: str) -> str:
    """One tidy line of at most `MAX_CHARACTERS`: same meaning, no noise of typing or dictating."""
    text = unicodedata.normalize("NFKC", text[: 4 * MAX_CHARACTERS])
    text = "".join(" " if _is_control(character) else character for character in text)
    text = simplify(" ".join(text.split()))[:MAX_CHARACTERS]
    text = _BETWEEN_HAN.sub("，", text)
    text = _STUTTER.sub(lambda found: found.group(1) or found.group(2), text)
    text = _FILLER.sub("", _HUM.sub("", text).strip(_EDGES)).strip(_EDGES)
    text = _ECHO.sub(r"\1", text)
    return _PUNCTUATION_RUN.sub(r"\1", text).strip(_EDGES)


def core(text: str) -> str:
    """A normalised text without greetings and courtesies: what is worth encoding."""
    bare = _POLITE.sub("", _POLITE.sub("", text)).strip(" ,，。、!！?？")
    return bare if len(bare) >= 2 else text


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
