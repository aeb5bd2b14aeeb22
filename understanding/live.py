"""Telling the components of this process that another version of the pack is active."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from weakref import WeakSet

if TYPE_CHECKING:
    from knowledge.model import Pack


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
