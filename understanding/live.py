"""Telling the components of this process that another version of the pack is active."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Protocol
from weakref import WeakSet

from knowledge.live import live_in
from knowledge.model import Pack
from knowledge.settings import default_pack


class Follower(Protocol):
    """Something that reads messages with words of the pack."""

    def follow(self, pack: Pack) -> None:
        """Use this pack from now on."""
        ...


_followers: WeakSet[Follower] = WeakSet()


def register(follower: Follower) -> None:
    """Have `follower` told of packs activated later, as long as it lives."""
    _followers.add(follower)


def activate(pack: Pack) -> None:
    """Make every reader of this process use `pack`: names, aliases and words of facts.

    Encodes only strings never seen before (10 ms each), so call it outside the event loop;
    readers swap to the new version in one step.
    """
    for follower in list(_followers):
        follower.follow(pack)


def folder_of(county: str) -> Path:
    """The folder that a component's setting ``county`` names; empty: the program's own pack."""
    return Path(county) if county else default_pack()


def pack_in_use(county: str) -> Pack:
    """The active version of the pack in a folder; readers are told of those activated later.

    Raises:
        knowledge.reading.PackError: if the pack has faults.
    """
    _follow(county)
    return live_in(folder_of(county)).current()


@lru_cache(maxsize=4)
def _follow(county: str) -> None:
    """Once per folder: its new versions go to this process's readers, outside the event loop."""
    live_in(folder_of(county)).listen(activate)
