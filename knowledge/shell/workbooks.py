"""``export`` and ``import``: the pack as Excel workbooks, one a department."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from knowledge.shell.printing import say
from knowledge.workbooks import Merge, export, merge


def add_to(commands: Any) -> None:
    """Add both commands to the shell."""
    out = commands.add_parser("export", help="导出Excel，一个部门一本，另有一本“共用”")
    out.add_argument("folder", type=Path, metavar="文件夹", help="放到哪个文件夹")
    out.add_argument(
        "--only", action="append", default=[], metavar="部门", help="只导这一本，可写几次"
    )
    out.set_defaults(run=run_export)
    back = commands.add_parser("import", help="把改过的Excel并回知识包，只动改过的")
    back.add_argument("files", type=Path, nargs="+", metavar="文件", help="改过的 .xlsx")
    back.add_argument("--dry-run", action="store_true", help="只检查，不写")
    back.set_defaults(run=run_import)


def run_export(options: argparse.Namespace) -> int:
    """Write the workbooks."""
    paths = export(options.pack, options.folder, options.only)
    say(options, [str(path) for path in paths], [f"导出了{len(paths)}本，在 {options.folder}"])
    return 0


def run_import(options: argparse.Namespace) -> int:
    """Merge the workbooks; a fault is printed by PackError and nothing is written."""
    done = merge(options.pack, options.files, options.on, write=not options.dry_run)
    found = {"changed": done.changed, "removed": done.removed, "files": done.files}
    say(options, found, [*_lines(done), _verdict(options, done)])
    return 0


def _lines(done: Merge) -> list[str]:
    return [f"改了 {one}" for one in done.changed] + [f"删了 {one}" for one in done.removed]


def _verdict(options: argparse.Namespace, done: Merge) -> str:
    if not done.files:
        return "没有改动。"
    if options.dry_run:
        return f"检查通过，会改{len(done.files)}个文件（没有写）。"
    return f"写好了{len(done.files)}个文件。启用请用 activate。"
