"""The operator's rules: defaults here, changed in ``rules.yml`` beside the roster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from knowledge.vocabulary import Mode

WORDS: Mapping[str, str] = {
    "至少提前几小时": "notice_hours",
    "最远约几天": "horizon_days",
    "开始前几小时不能再改": "move_hours",
    "最多改几次": "moves",
    "占位几分钟": "hold_minutes",
    "等回电几小时": "call_hours",
    "一个号码最多几个预约": "live_per_phone",
    "未验证的占位最多几个": "unverified_holds",
    "上门几分钟": "onsite_minutes",
    "代取几分钟": "fetch_minutes",
    "陪同几分钟": "accompany_minutes",
    "前一天几点提醒": "reminder_hour",
    "验证码几分钟有效": "code_minutes",
    "验证码能错几次": "code_tries",
    "一天最多几个验证码": "codes_per_day",
    "一小时能查错几次": "find_tries",
    "投诉几个工作日答复": "complaint_days",
    "个人信息留几天": "retention_days",
}


@dataclass(frozen=True)
class Rules:
    """How booking goes here; hours, minutes and days as named. ``unset`` keys are our defaults."""

    notice_hours: int = 4
    horizon_days: int = 30
    move_hours: int = 12
    moves: int = 3
    hold_minutes: int = 10
    call_hours: int = 24
    live_per_phone: int = 3
    unverified_holds: int = 20
    onsite_minutes: int = 60
    fetch_minutes: int = 60
    accompany_minutes: int = 60
    reminder_hour: int = 9
    code_minutes: int = 10
    code_tries: int = 5
    codes_per_day: int = 5
    find_tries: int = 5
    complaint_days: int = 5
    retention_days: int = 180
    unset: tuple[str, ...] = field(default=tuple(WORDS))

    def minutes(self, mode: Mode) -> int:
        """How long an agent is busy with an errand, travel aside."""
        return int(getattr(self, f"{mode.value}_minutes"))


class BadRules(Exception):
    """The rules file says something that can't be; the message says what to mend, in Chinese."""


def read_rules(path: Path) -> Rules:
    """The rules of ``path``; without such a file, the defaults.

    Raises:
        BadRules: for an unknown key, or a value that is no whole number from 0 to 1000.
    """
    if not path.exists():
        return Rules()
    told = yaml.safe_load(path.read_text("utf-8")) or {}
    for word, value in told.items():
        if word not in WORDS:
            raise BadRules(f"{path.name}：没有“{word}”这一项，只能是{'、'.join(WORDS)}")
        if type(value) is not int or not 0 <= value <= 1000:
            raise BadRules(f"{path.name}：“{word}”要填0到1000的整数，现在是“{value}”")
    unset = tuple(word for word in WORDS if word not in told)
    return Rules(**{WORDS[word]: v for word, v in told.items()}, unset=unset)
