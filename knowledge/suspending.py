"""The immediate brake: services and evidence that are being verified, outside the pack's files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Literal

from knowledge.keeping import locked, read_json, write_json
from knowledge.model import Pack, Suspended

FILE = "suspended.json"
Kind = Literal["services", "evidence"]


@dataclass(frozen=True)
class Target:
    """A service or an evidence type, to be suspended or resumed."""

    kind: Kind
    id: str
    name: str


class UnknownTarget(ValueError):
    """Nothing in the pack is called so, or two things are."""


def target_called(pack: Pack, called: str) -> Target:
    """The service or evidence type with this id or name.

    Raises:
        UnknownTarget: if there is none, or if a service and a piece of evidence share the id.
    """
    found = [Target("services", s.id, s.name) for s in pack.services.values()]
    found += [Target("evidence", e.id, e.name) for e in pack.evidence.values()]
    meant = [target for target in found if called in (target.id, target.name)]
    if not meant:
        raise UnknownTarget(f"没有叫“{called}”的事项或证明")
    if len(meant) > 1:
        names = "／".join(target.name for target in meant)
        raise UnknownTarget(f"“{called}”既是事项又是证明，请写名称：{names}")
    return meant[0]


def suspend(state: Path, target: Target, reason: str) -> None:
    """Suspend ``target`` in every process that uses the folder ``state``."""
    since = datetime.now(timezone.utc).isoformat(timespec="seconds")
    with locked(state):
        content = _content(state)
        content[target.kind][target.id] = {"reason": reason, "since": since}
        write_json(state / FILE, content)


def resume(state: Path, target: Target) -> bool:
    """Let ``target`` answer again; False where it wasn't suspended."""
    with locked(state):
        content = _content(state)
        was = content[target.kind].pop(target.id, None)
        write_json(state / FILE, content)
    return was is not None


def suspended_in(state: Path) -> Suspended:
    """What is suspended now.

    Raises:
        ValueError: if the file isn't ours.
    """
    content = _content(state)
    return Suspended(_reasons(content["services"]), _reasons(content["evidence"]))


def _content(state: Path) -> dict[str, dict[str, Any]]:
    kept = read_json(state / FILE)
    return {"services": kept.get("services", {}), "evidence": kept.get("evidence", {})}


def _reasons(entries: dict[str, Any]) -> dict[str, str]:
    return {target: str(entry["reason"]) for target, entry in entries.items()}
