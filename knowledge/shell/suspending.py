"""``suspend`` and ``resume``: the immediate brake on a service or a piece of evidence."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from knowledge.reading import read_pack
from knowledge.settings import state_folder
from knowledge.shell.printing import say
from knowledge.suspending import UnknownTarget, resume, suspend, suspended_in, target_called
from knowledge.versions import active_folder

NO_REASON = "正在核实"


def add_to(commands: Any) -> None:
    """Add both commands to the shell."""
    stop = commands.add_parser("suspend", help="马上暂停一件事或一样证明，对群众只说“正在核实”")
    stop.add_argument(
        "target", nargs="?", metavar="事项或证明", help="编号或名称；不写就列出暂停了的"
    )
    stop.add_argument("--reason", default=NO_REASON, metavar="理由", help="为什么暂停（内部看）")
    stop.set_defaults(run=run_suspend)
    again = commands.add_parser("resume", help="核实完了，恢复回答")
    again.add_argument("target", metavar="事项或证明", help="事项或证明的编号或名称")
    again.set_defaults(run=run_resume)


def run_suspend(options: argparse.Namespace) -> int:
    """Suspend the target, or list what is suspended; 2 where there is no such target."""
    if options.target is None:
        return _list(options)
    state = state_folder()
    try:
        target = target_called(read_pack(active_folder(state, options.pack)), options.target)
    except UnknownTarget as unknown:
        print(unknown, file=sys.stderr)
        return 2
    suspend(state, target, options.reason)
    done = {"suspended": target.id, "kind": target.kind, "reason": options.reason}
    say(options, done, [f"已暂停“{target.name}”，几秒内各处都停。恢复用 resume。"])
    return 0


def run_resume(options: argparse.Namespace) -> int:
    """Let the target answer again; 2 where there is no such target or it wasn't suspended."""
    state = state_folder()
    try:
        target = target_called(read_pack(active_folder(state, options.pack)), options.target)
    except UnknownTarget as unknown:
        print(unknown, file=sys.stderr)
        return 2
    if not resume(state, target):
        print(f"“{target.name}”本来就没有暂停", file=sys.stderr)
        return 2
    say(options, {"resumed": target.id, "kind": target.kind}, [f"已恢复“{target.name}”。"])
    return 0


def _list(options: argparse.Namespace) -> int:
    found = suspended_in(state_folder())
    named = {"services": dict(found.services), "evidence": dict(found.evidence)}
    lines = [f"事项 {one}：{why}" for one, why in found.services.items()]
    lines += [f"证明 {one}：{why}" for one, why in found.evidence.items()]
    say(options, named, lines or ["没有暂停的事项和证明。"])
    return 0
