"""The operator's commands: ``python -m booking`` lists them."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from booking.checking import gaps
from booking.complaints import export
from booking.database import open_database
from booking.gateways import gateway_from_environment
from booking.loading import BadRoster, load
from booking.office import Office, open_office
from booking.retention import purge, rotate
from booking.rules import BadRules
from booking.staff import set_away
from booking.worker import dead_letters, send_again, work
from knowledge.settings import default_pack
from privacy.vault import VaultClosed, new_key

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if all is well."""
    told = _parser().parse_args(arguments)
    run: Command = told.run
    try:
        return run(told)
    except (BadRoster, BadRules) as error:
        print(error, file=sys.stderr)
    except VaultClosed:
        print("没有密钥：先 python -m booking new-key，把结果放进 VAULT_KEYS", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m booking", description="帮办代办预约")
    commands = parser.add_subparsers(required=True, metavar="命令")
    for name, run, about in COMMANDS:
        command = commands.add_parser(name, help=about, description=about)
        command.set_defaults(run=run)
        if name == "load":
            command.add_argument("folder", nargs="?", type=Path, help="默认是知识包里的booking")
        if name == "away":
            command.add_argument("agent")
            command.add_argument("first", type=date.fromisoformat)
            command.add_argument("last", type=date.fromisoformat)
        if name == "resend":
            command.add_argument("letter", type=int)
    return parser


def _office() -> Office:
    return open_office(default_pack())


def _check(_: argparse.Namespace) -> int:
    found = gaps(_office(), gateway_from_environment())
    print("\n".join(found) or "都填好了")
    return 0


def _load(told: argparse.Namespace) -> int:
    counts = load(open_database(), told.folder or default_pack() / "booking")
    places, people, days = counts["townships"], counts["agents"], counts["days"]
    print(f"载入：乡镇{places}个，代办员{people}名，日历{days}天")
    return 0


def _worker(_: argparse.Namespace) -> int:
    gateway = gateway_from_environment()
    if gateway is None:
        print("没配短信网关（SMS_GATEWAY_URL）：通知先排着队", file=sys.stderr)
        return 1
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work(_office(), gateway, stop)
    return 0


def _away(told: argparse.Namespace) -> int:
    for appointment in set_away(_office(), told.agent, told.first, told.last):
        print(f"{appointment.reference} {appointment.window.day} 要另派人或退掉")
    return 0


def _dead_letters(_: argparse.Namespace) -> int:
    for letter in dead_letters(_office()):
        print(f"{letter.id} {letter.kind} 试了{letter.tries}次：{letter.error}")
    return 0


def _resend(told: argparse.Namespace) -> int:
    return 0 if send_again(_office(), told.letter) else 1


def _complaints(_: argparse.Namespace) -> int:
    export(_office(), sys.stdout)
    return 0


def _purge(_: argparse.Namespace) -> int:
    print(f"清掉{purge(_office())}条里的个人信息")
    return 0


def _rotate(_: argparse.Namespace) -> int:
    print(f"{rotate(_office())}处换成了新密钥")
    return 0


def _new_key(_: argparse.Namespace) -> int:
    print(new_key(f"k{date.today():%Y%m%d}"))
    return 0


COMMANDS: tuple[tuple[str, Command, str], ...] = (
    ("check", _check, "还有什么要填"),
    ("load", _load, "载入代办员、乡镇、日历"),
    ("worker", _worker, "发送通知，一直运行"),
    ("away", _away, "代办员哪天到哪天不在"),
    ("dead-letters", _dead_letters, "没发出去的通知"),
    ("resend", _resend, "再发一次"),
    ("complaints", _complaints, "导出投诉（CSV）"),
    ("purge", _purge, "清掉到期的个人信息"),
    ("rotate", _rotate, "把个人信息换到新密钥"),
    ("new-key", _new_key, "造一把密钥"),
)

if __name__ == "__main__":
    raise SystemExit(main())
