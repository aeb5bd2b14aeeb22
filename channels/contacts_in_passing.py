"""Names and telephones on their way to an appointment: in memory, a quarter of an hour, no longer.

While a contact is asked for in chat, the channel keeps what is personal here and hands Rasa only
what kind of thing it was ("[称呼] [电话号码]"); the action takes it from here into the booking,
where it is sealed. Nothing of it is ever in a tracker, a log or a record.
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, replace

from privacy.masking import plain_digits

KEPT_SECONDS = 15 * 60
MOST_SENDERS = 5000
LONGEST_NAME = 8
LONGEST_PLACE = 60

LABELS = {
    "name": "[称呼]",
    "phone": "[电话号码]",
    "place": "[地址]",
    "code": "[验证码]",
    "digits": "[手机尾号]",
}


@dataclass(frozen=True)
class Passing:
    """What a sender has told so far; ``digits`` are the last four of a telephone."""

    name: str = ""
    phone: str = ""
    place: str = ""
    code: str = ""
    digits: str = ""


class Contacts:
    """What is kept for each sender; safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[float, Passing]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, sender: str) -> Passing:
        """What ``sender`` has told within a quarter of an hour."""
        with self._lock:
            at, passing = self._kept.get(sender, (0.0, Passing()))
            return passing if time.monotonic() - at < KEPT_SECONDS else Passing()

    def keep(self, sender: str, **told: str) -> None:
        """Add what was told; the longest silent are forgotten where too many are kept."""
        passing = replace(self.of(sender), **told)
        with self._lock:
            self._kept[sender] = (time.monotonic(), passing)
            self._kept.move_to_end(sender)
            self._forget_old()

    def forget(self, sender: str) -> None:
        """Forget what ``sender`` told."""
        with self._lock:
            self._kept.pop(sender, None)

    def _forget_old(self) -> None:
        too_old = time.monotonic() - KEPT_SECONDS
        while self._kept:
            at, _ = next(iter(self._kept.values()))
            if len(self._kept) <= MOST_SENDERS and at > too_old:
                return
            self._kept.popitem(last=False)


CONTACTS = Contacts()

_NUMBER = re.compile(r"(?:\+?86[ -]?)?\d(?:[ ·.-]{0,2}\d){5,13}")
_CODE = re.compile(r"(?<!\d)\d(?: ?\d){3,7}(?!\d)")
_DIGITS = re.compile(r"(?<![0-9A-Za-z])\d{4}(?![0-9A-Za-z])")
_TAIL = re.compile(r"尾号[^0-9]{0,6}(\d{4})(?!\d)|后四位[^0-9]{0,6}(\d{4})(?!\d)")
_NAMED = re.compile(
    r"(?:我的?名字(?:叫|是)|名字(?:叫|是)|我叫|叫我|喊我|称呼我?|我姓|免贵姓|姓|我是)\s*"
    r"([\u4e00-\u9fff·]{1,6}?)"
    r"(?=$|[,，。;；、 \[]|电话|手机|号码|住|在|就行|就好|就可以|就成|吧|嘛|啊|呀|哈)"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤柯"
)
_INTRODUCED = re.compile(
    rf"(?:我叫|名字(?:叫|是)|我是|(?:免贵|我)姓)\s*([{_SURNAMES}][\u4e00-\u9fff]{{0,2}})"
    r"(?=$|[,，。;；、 \d]|电话|手机|嘛|啊|呀|哈|吧)"
)
_FULL_NAME = re.compile(rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}")
_MOBILE = re.compile(r"(?<!\d)1[3-9](?:[ -]?\d){9}(?!\d)")
_FILLER = re.compile(
    r"我的?|电话(?:号码)?|手机(?:号)?|号码|联系方式|联系人|称呼|名字|姓名|是|打"
    r"|[:：,，。;；、()（）!！ ]+"
)
_PLACE = re.compile(r"村|组|社区|街|路|小区|楼|屋|旁边|对面|[县镇乡]|家$|店$")
_ANOTHER_THING = re.compile(
    r"[?？]|吗|啥|什么|咋|怎么|多少|多久|哪|几|谁|为何|能不能|要不要|行不|不约|算了|取消|不要|不用|不想|不愿|不留|不方便|莫"
    r"|不对|错了|重新|[换改][成到个]|[换改](?:时间|地方|一下)|等一?下|周[一二三四五六日天末]|星期|礼拜|今天|明天|后天|上午|下午|点钟?$"
    r"|^第[一二三四五六]|^(?:好|行|可以|嗯|是|对|同意|谢谢|你好|您好|不|没有|有|要|确定|在吗|喂|不说|不想说|不给|不去)"
    r"(?:的|了|啊|呀|吧|哦|呢)*$|不同意|不告诉|收不到|人工|投诉|约代办|证明|材料|[镇乡]$"
)


def withheld(wanted: str, text: str) -> tuple[dict[str, str], str]:
    """What is personal in ``text`` where ``wanted`` was asked for, and what may go on instead.

    ``wanted`` is a step of the booking: name, phone, place, consent (where all of it may be put
    right), code, form, find, digits; empty for any other. No more is withheld from a message that
    says something else; its telephone numbers are masked anyway.
    """
    if wanted in ("name", "phone", "place", "consent"):
        return _contact(wanted, text)
    told = _code(text) if wanted == "code" else {**_tail(wanted, text), **_in_passing(text)}
    for what, said in told.items():
        text = _replaced(text, said, LABELS[what])
    return told, text


def _contact(wanted: str, text: str) -> tuple[dict[str, str], str]:
    number = _number_in(text)
    told = {"phone": number[0]} if number else {}
    rest = text[: number.start()] + " " + text[number.end() :] if number else text
    if not number and (wanted == "consent" or _says_another_thing(text)):
        return {}, text
    told.update(_who_and_where(wanted, rest, bool(number)))
    return told, " ".join(LABELS[what] for what in LABELS if what in told) if told else text


def _number_in(text: str) -> re.Match[str] | None:
    """A number, good or bad; Chinese digits beside Arabic ones are words (李四 138...)."""
    arabic = _NUMBER.search(plain_digits(text, chinese=False))
    return arabic or _NUMBER.search(plain_digits(text))


def _says_another_thing(text: str) -> bool:
    named = _NAMED.search(text)
    return bool(_ANOTHER_THING.search(named[1] if named else text))


def _who_and_where(wanted: str, rest: str, beside_a_number: bool) -> dict[str, str]:
    """Name and place in what is left of a message without its number."""
    named = _NAMED.search(rest)
    told = {"name": named[1]} if named else {}
    bare = _FILLER.sub(" ", rest[: named.start()] + " " + rest[named.end() :] if named else rest)
    for part in bare.split():
        if "name" not in told and _is_name(wanted, part):
            told["name"] = part
        elif wanted == "place" or (wanted == "name" and beside_a_number):
            told["place"] = (told.get("place", "") + part)[:LONGEST_PLACE]
    return told


def _is_name(wanted: str, part: str) -> bool:
    """Whether a part of a message is the name: asked for, or told again beside the number."""
    if wanted == "name":
        short = len(part) <= LONGEST_NAME and not _PLACE.search(part)
        return short and bool(re.search("[\u4e00-\u9fffA-Za-z]", part))
    return wanted == "phone" and bool(_FULL_NAME.fullmatch(part))


def _code(text: str) -> dict[str, str]:
    found = _CODE.search(plain_digits(text))
    return {"code": found[0]} if found else {}


def _tail(wanted: str, text: str) -> dict[str, str]:
    plain = plain_digits(text)
    found = _TAIL.search(plain)
    if found:
        return {"digits": found[1] or found[2]}
    alone = _DIGITS.search(plain) if wanted in ("find", "digits") else None
    return {"digits": alone[0]} if alone else {}


def _in_passing(text: str) -> dict[str, str]:
    """A name or a number that nobody asked for: only what surely is one."""
    named = _INTRODUCED.search(text)
    number = _MOBILE.search(plain_digits(text, chinese=False)) or _MOBILE.search(plain_digits(text))
    told = {"name": named[1]} if named else {}
    return {**told, "phone": number[0]} if number else told


def _replaced(text: str, said: str, label: str) -> str:
    start = max(plain.find(said) for plain in (text, plain_digits(text, False), plain_digits(text)))
    return text[:start] + label + text[start + len(said) :]
