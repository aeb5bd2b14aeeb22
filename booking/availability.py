"""Free windows and placements: pure arithmetic over a roster.

On-site errands are promised by half-day (or by the day, where the road takes longer than half a
day), and take the slots of the road there and back besides those of the visit. The others are
promised by their start.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from booking.grid import local, slot_at, slots_for, start_of
from booking.model import Errand, Half, Window
from booking.roster import Roster
from knowledge.vocabulary import Mode

NOON = 12 * 60
MIDNIGHT = 24 * 60


@dataclass(frozen=True)
class Placement:
    """Who would go, and the slots each of them would spend."""

    agents: tuple[str, ...]
    slots: tuple[int, ...]


@dataclass(frozen=True)
class Availability:
    """What is free for one errand; ``need`` is the slots it takes, the road included."""

    roster: Roster
    errand: Errand
    need: int

    @classmethod
    def of(cls, roster: Roster, errand: Errand, minutes: int) -> Availability:
        """The availability of an errand that keeps its agents busy for ``minutes``."""
        return cls(roster, errand, slots_for(minutes))

    def windows(self, day: date) -> list[Window]:
        """The free windows of ``day``, in order.

        Raises:
            UnknownYear: if that year's holidays are unknown.
        """
        free = self._free(day)
        return [w for w in self.all_windows(day) if next(self._runs(w, free), None)]

    def placements(self, window: Window) -> Iterator[Placement]:
        """The ways to serve ``window``, those that balance the agents' load best first."""
        loads = {agent: self.roster.load(agent, window.day) for agent in self.roster.agents}
        found = [
            (sum(loads[agent] for agent in team), slots[0], random.random(), team, slots)
            for slots, free in self._runs(window, self._free(window.day))
            for team in _teams(sorted(free, key=loads.__getitem__), self.errand.agents)
        ]
        for *_, team, slots in sorted(found):
            yield Placement(tuple(sorted(team)), slots)

    def all_windows(self, day: date) -> Iterator[Window]:
        """The windows of ``day``, free or not (raises as ``windows``)."""
        worked = sorted({s for agent in self.roster.agents for s in self.roster.works(agent, day)})
        if not worked:
            return
        if self.errand.mode is not Mode.ONSITE:
            for slot in worked:
                yield self._window(day, slot, slot + self.need, None)
            return
        noon = slot_at(local(day, NOON, self.roster.zone))
        halves = {Half.MORNING: [s for s in worked if s < noon]}
        halves[Half.AFTERNOON] = [s for s in worked if s >= noon]
        fitting = [(half, slots) for half, slots in halves.items() if len(slots) >= self.need]
        for half, slots in fitting:
            yield self._window(day, slots[0], slots[-1] + 1, half)
        if not fitting:
            yield self._window(day, worked[0], worked[-1] + 1, None)

    def _window(self, day: date, first: int, end: int, half: Half | None) -> Window:
        zone = self.roster.zone
        return Window(day, start_of(first).astimezone(zone), start_of(end).astimezone(zone), half)

    def _free(self, day: date) -> dict[str, set[int]]:
        return {agent: set(self.roster.free(agent, day)) for agent in self.roster.agents}

    def _runs(
        self, window: Window, free: Mapping[str, set[int]]
    ) -> Iterator[tuple[tuple[int, ...], list[str]]]:
        """Each run of slots that would serve ``window``, with the agents free for all of it."""
        span = range(slot_at(window.starts_at), slot_at(window.ends_at))
        for slots in self._candidates(window, span):
            able = [agent for agent, slots_free in free.items() if slots_free.issuperset(slots)]
            if len(able) >= self.errand.agents:
                yield slots, able

    def _candidates(self, window: Window, span: range) -> Iterator[tuple[int, ...]]:
        if self.errand.mode is Mode.ONSITE and window.half is None:
            yield from self._whole_days(window)
            return
        for first in range(span.start, span.stop - self.need + 1):
            yield tuple(range(first, first + self.need))

    def _whole_days(self, window: Window) -> Iterator[tuple[int, ...]]:
        """A long road takes all of an agent's day, the break at noon inside it."""
        days = {tuple(self.roster.works(agent, window.day)) for agent in self.roster.agents}
        yield from (slots for slots in sorted(days) if len(slots) >= self.need)


def _teams(agents: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """The least loaded ``size`` agents first, then others."""
    for first in range(len(agents) - size + 1):
        yield agents[first : first + size]
