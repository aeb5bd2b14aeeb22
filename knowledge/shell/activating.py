"""``activate``, ``rollback`` and ``versions``: which version of the pack answers."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from knowledge.settings import state_folder
from knowledge.shell.printing import say
from knowledge.versions import activate, activations, rollback

OWN = "程序自带的那一版"


def add_to(commands: Any) -> None:
    """Add the three commands to the shell."""
    switch = commands.add_parser("activate", help="检查一个知识包文件夹，通过了就启用")
    switch.add_argument(
        "folder", type=Path, nargs="?", metavar="文件夹", help="知识包文件夹；不写就是 --pack"
    )
    switch.set_defaults(run=run_activate)
    back = commands.add_parser("rollback", help="退回上一个启用的版本")
    back.set_defaults(run=run_rollback)
    listed = commands.add_parser("versions", help="启用过哪些版本，现在用的哪个")
    listed.set_defaults(run=run_versions)


def run_activate(options: argparse.Namespace) -> int:
    """Check and activate; a pack with faults is refused by PackError."""
    version = activate(state_folder(), options.folder or options.pack, options.on)
    say(options, {"active": version}, [f"已启用版本 {version}，几秒内各处都换。"])
    return 0


def run_rollback(options: argparse.Namespace) -> int:
    """Go back one version; 2 where there is none to go back from."""
    try:
        version = rollback(state_folder())
    except LookupError:
        print("没有启用过别的版本，退不回去", file=sys.stderr)
        return 2
    say(options, {"active": version}, [f"已退回{'版本 ' + version if version else OWN}。"])
    return 0


def run_versions(options: argparse.Namespace) -> int:
    """List the activations, the one in use last."""
    found = activations(state_folder())
    lines = [f"{entry.at} {entry.version}" for entry in found]
    in_use = f"现在用的是{'版本 ' + found[-1].version if found else OWN}。"
    listed = [{"version": entry.version, "at": entry.at} for entry in found]
    say(
        options,
        {"active": found[-1].version if found else None, "history": listed},
        [*lines, in_use],
    )
    return 0
