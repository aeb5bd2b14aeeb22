"""The operator's commands: ``python -m booking`` lists them."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from booking.checking import gaps
from booking.complaints import answer, export
from booking.confirming import confirm_after_call
from booking.database import open_database
from booking.gateways import gateway_from_environment
from booking.loading import BadRoster, is_empty, load
from booking.model import Appointment, Contact, NotFound, Refused
from booking.moving import withdraw
from booking.notices import say_window
from booking.office import Office, open_office
from booking.retention import forget, purge, rotate
from booking.rules import BadRules
from booking.serving import opened, serve
from booking.staff import finish, miss, of_day, set_away, to_call
from booking.worker import dead_letters, send_again
from knowledge.settings import default_pack
from knowledge.vocabulary import PROXY_MODES
from privacy.key_file import use_kept_keys
from privacy.vault import VaultClosed, new_key

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if all is well."""
    told = _parser().parse_args(arguments)
    run: Command = told.run
    try:
        use_kept_keys()
        return run(told)
    except PermissionError as error:
        print(f"没有权限读{error.filename}：用跑助手的那个用户来运行", file=sys.stderr)
    except (BadRoster, BadRules) as error:
        print(error, file=sys.stderr)
    except VaultClosed:
        print("没有密钥：先 python -m booking new-key，把结果放进 VAULT_KEYS", file=sys.stderr)
    except NotFound:
        print("没有这个号，对一对是不是抄错了", file=sys.stderr)
    except Refused as refused:
        print(REFUSED.get(refused.reason, f"办不成：{refused.reason}"), file=sys.stderr)
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
        if name == "day":
            command.add_argument("day", nargs="?", type=date.fromisoformat, help="默认是今天")
        if name in OF_ONE:
            command.add_argument("reference", help="预约号或投诉编号")
        if name == "answer":
            command.add_argument("text", help="答复的话，群众凭编号看得到")
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
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s  %(message)s")
    gateway = gateway_from_environment()
    if gateway is None:
        print("没配短信网关（SMS_GATEWAY_URL）：通知先排着队", file=sys.stderr, flush=True)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    office = opened(_staffed_office, stop)
    if office:
        serve(office, gateway, stop)
    return 0


def _staffed_office() -> Office:
    """The office; a database that is still empty gets the pack's roster."""
    office = _office()
    if is_empty(office.database):
        load(office.database, default_pack() / "booking")
    return office


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


def _to_call(_: argparse.Namespace) -> int:
    office = _office()
    for appointment, contact in to_call(office):
        until = appointment.hold_expires_at
        print(f"{_line(appointment, contact)}（留到{until:%m-%d %H:%M}）" if until else "")
    return 0


def _day(told: argparse.Namespace) -> int:
    office = _office()
    for appointment, contact in of_day(office, told.day or office.today()):
        agents = "、".join(appointment.agents) or "代办员待定"
        print(f"{_line(appointment, contact)} {agents} 暗号{appointment.code_word}")
    return 0


def _line(appointment: Appointment, contact: Contact) -> str:
    place = " ".join(filter(None, (appointment.township, contact.place)))
    whom = f"{contact.name} {contact.phone}"
    if contact.beneficiary:
        whom += f"（给{contact.beneficiary}办）"
    word = MODE_WORDS[appointment.errand.mode]
    return f"{appointment.reference} {say_window(appointment.window)} {word} {place} {whom}"


def _confirm_after_call(told: argparse.Namespace) -> int:
    appointment = confirm_after_call(_office(), told.reference)
    print(f"约好了：{appointment.reference} {say_window(appointment.window)}")
    return 0


def _withdraw(told: argparse.Namespace) -> int:
    print(f"退掉了：{withdraw(_office(), told.reference).reference}")
    return 0


def _done(told: argparse.Namespace) -> int:
    print(f"办完了：{finish(_office(), told.reference).reference}")
    return 0


def _missed(told: argparse.Namespace) -> int:
    print(f"没碰上：{miss(_office(), told.reference).reference}")
    return 0


def _forget(told: argparse.Namespace) -> int:
    forget(_office(), told.reference)
    print("个人信息删掉了")
    return 0


def _answer(told: argparse.Namespace) -> int:
    print(f"答复了：{answer(_office(), told.reference, told.text).reference}")
    return 0


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


MODE_WORDS = {mode: word for word, mode in PROXY_MODES.items()}
OF_ONE = ("confirm-after-call", "withdraw", "done", "missed", "forget", "answer")
REFUSED = {"wrong_state": "这个预约现在不是这个状态，办不了"}
COMMANDS: tuple[tuple[str, Command, str], ...] = (
    ("check", _check, "还有什么要填"),
    ("load", _load, "载入代办员、乡镇、日历"),
    ("worker", _worker, "发送通知，一直运行"),
    ("away", _away, "代办员哪天到哪天不在"),
    ("dead-letters", _dead_letters, "没发出去的通知"),
    ("resend", _resend, "再发一次"),
    ("to-call", _to_call, "等着回电核实的，最急的在前"),
    ("confirm-after-call", _confirm_after_call, "回过电、核实了，约好"),
    ("day", _day, "某一天的预约，连称呼和电话"),
    ("withdraw", _withdraw, "去不成了，退掉并通知群众"),
    ("done", _done, "办完了"),
    ("missed", _missed, "没碰上面"),
    ("forget", _forget, "本人要求，提前删掉一个预约或投诉里的个人信息"),
    ("answer", _answer, "答复投诉"),
    ("complaints", _complaints, "导出投诉（CSV）"),
    ("purge", _purge, "清掉到期的个人信息"),
    ("rotate", _rotate, "把个人信息换到新密钥"),
    ("new-key", _new_key, "造一把密钥"),
)

if __name__ == "__main__":
    raise SystemExit(main())
