"""What a message says to the matter in hand: time, township, way of help, yes, no, stop."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from booking import desk
from booking.model import AGENT_MODES
from booking.office import Office
from booking.references import ALPHABET, LENGTH, read_reference
from booking.when import When
from understanding.normalise import normalise

_FILE = Path(__file__).with_name("heard.yml")
_HEARD: dict[str, list[str]] = yaml.safe_load(_FILE.read_text("utf-8"))
WAYS = {way.value: tuple(_HEARD[way.value]) for way in AGENT_MODES}
"""By which words a way of help is meant."""

TIMES = tuple(_HEARD["times"])
NO_TIME_FITS = tuple(_HEARD["no_time_fits"])
NO_CODE = tuple(_HEARD["no_code"])
ANEW = tuple(_HEARD["another_booking"])

_STOP = re.compile(
    r"^(?:那|我|那我|还是|哎|唉|嗯|这个|这)*(?:算了|不约|不用约|不要约|不想约|莫约|不搞了|不要了|不弄了"
    r"|不需要了|不办了|不去了|取消|先不约|不要代办|不用代办|退出|不改了|不投诉|不记了|不用记)"
)
_YES = re.compile(
    r"^(?:要得?|好|行|可以|中|得行|约|约吧|嗯|是|对|同意|确定|没错|就这样|就这个|愿意|记|记吧|帮我记"
    r"|帮我约|约一个|没问题|要约|约代办|取消吧|改吧)"
    r"(?:的|了|啊|呀|吧|嘛|哦|呢|滴|是|对|行|好|我|同意|一个|一下|[,，。.!！ ])*$"
)
_NO = re.compile(
    r"^(?:不|不要|不用|不了|不是|不同意|不行|没有|算了|莫|别|否|不对|不愿意|不必|先不|留着|不取消|不确定)"
    r"(?:的|了|啊|呀|吧|嘛|哦|取消|用|要|[,，。.!！ ])*$"
)
_WHY = re.compile(
    r"(?:为啥|为什么|凭啥|干啥|干什么|做啥|非要)[^,，。]{0,6}(?:电话|号码|名字|姓名|称呼|地址)"
    r"|(?:不想|不愿意?|不)(?:留|给|说)(?:电话|号码|名字|姓名|地址|这个)"
    r"|(?:电话|号码|名字|姓名|称呼|地址)[^,，。]{0,4}(?:干啥|干什么|做啥|有啥用|做什么|搞啥)"
)
_SKIP = re.compile(
    r"跳过|不晓得|不知道|记不得|记不清|忘了|不清楚|不记得|说不清|不想说|不说|没有|过$"
)
_TURNED = re.compile(r"改成|改到|换成|换到|改为|挪到|推到|提前到|延到|改|换")
_NOT_THAT = re.compile(
    r"(?:不是|不要|不去|别|莫)[^,，。;；、 ]{1,12}?"
    r"(?:[,，。;；、 ]+|(?=是|要|改|换))(?:是|要|而是)?(?=.)"
)
_RELATIVES = re.compile(
    r"(?:给|帮|替|为|是)(?:我|俺|我们|我屋里|我家)?(?:的)?"
    r"(妈|娘|母亲|爸|爹|父亲|爷爷|奶奶|外公|外婆|公公|婆婆|岳父|岳母|老公|丈夫|老婆|媳妇|妻子|爱人"
    r"|儿子|女儿|孩子|娃|哥|姐|弟|妹|老人|邻居)"
)
_REFERENCE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z](?:[ -]?[0-9A-Za-z]){9}(?![0-9A-Za-z])")
_TOWN_ENDS = ("镇", "乡", "街道")


def stops(text: str) -> bool:
    """Whether the message gives the matter up."""
    return bool(_STOP.match(normalise(text)))


def agrees(text: str) -> bool:
    """Whether the message is a plain yes."""
    return bool(_YES.match(normalise(text).strip()))


def refuses(text: str) -> bool:
    """Whether the message is a plain no."""
    return bool(_NO.match(normalise(text).strip()))


def asks_why(text: str) -> bool:
    """Whether the citizen wants to know what name, number or address are for."""
    return bool(_WHY.search(text))


def skips(text: str) -> bool:
    """Whether the citizen can't or won't say."""
    return refuses(text) or bool(_SKIP.search(text))


def time_in(office: Office, text: str) -> When:
    """The time wanted; what is said to be no longer wanted (不是周三,周四) is left out."""
    parts = [part for part in _TURNED.split(_NOT_THAT.sub("", text)) if part.strip()]
    for part in [*reversed(parts), text]:
        heard = desk.when(office, part)
        if heard.wanted or heard.unknown_year:
            return heard
    return desk.when(office, "")


def township_in(text: str, townships: Iterable[str]) -> str:
    """The township named last, in full or without 镇 or 乡; empty where none is."""
    found = [(max(text.rfind(name) for name in _names(each)), each) for each in townships]
    place, township = max(found, default=(-1, ""))
    return township if place >= 0 else ""


def _names(township: str) -> list[str]:
    short = next((township.removesuffix(e) for e in _TOWN_ENDS if township.endswith(e)), township)
    return [township, short] if len(short) > 1 else [township]


def way_in(text: str, ways: Sequence[str]) -> str:
    """The one of ``ways`` that is meant; empty where none or several are."""
    meant = [way for way in ways if any(word in text for word in WAYS[way])]
    return meant[0] if len(meant) == 1 else ""


def relative_in(text: str) -> str:
    """For whom the citizen asks, as a relation (妈); empty for himself."""
    found = _RELATIVES.search(text)
    return found[1] if found else ""


def reference_in(text: str) -> str:
    """A reference in plain form; empty where there is none."""
    text = unicodedata.normalize("NFKC", text)
    for found in _REFERENCE.finditer(text):
        plain = read_reference(found[0])
        named = "号" in text
        mixed = re.search(r"\d", plain) and re.search("[A-Z]", plain)
        if len(plain) == LENGTH and set(plain) <= set(ALPHABET) and (named or mixed):
            return plain
    return ""
