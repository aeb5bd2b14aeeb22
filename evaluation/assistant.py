"""The trained assistant as citizens meet it, asked to parse; with the time each part takes."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent

from understanding.decision import Decision, decide
from understanding.graph.fact_reader import FactReader
from understanding.graph.intent_reader import IntentReader
from understanding.graph.service_linker import ServiceLinker
from understanding.ranking import Ranked

Parsed = dict[str, Any]


class Assistant:
    """Parses sentences with the newest model; remembers what it parsed, and times in seconds."""

    def __init__(self, models: Path) -> None:
        """Load the newest model in `models`.

        Raises:
            FileNotFoundError: if there is none.
        """
        found = sorted(models.glob("*.tar.gz"), key=lambda path: path.stat().st_mtime)
        if not found:
            raise FileNotFoundError(f"no model in {models}: make train")
        self.model = found[-1].name
        self.seconds: dict[str, list[float]] = defaultdict(list)
        for part in (ServiceLinker, FactReader, IntentReader):
            self._time(part)
        self._agent = Agent.load(found[-1])
        self._parsed: dict[str, Parsed] = {}

    def parse(self, text: str) -> Parsed:
        """What `/model/parse` answers for `text`."""
        if text not in self._parsed:
            start = time.perf_counter()
            self._parsed[text] = asyncio.run(self._agent.parse_message(text))
            self.seconds["whole parse"].append(time.perf_counter() - start)
        return self._parsed[text]

    def ranking(self, text: str) -> list[str]:
        """Ids of the services meant, best first."""
        return [str(entry["id"]) for entry in self.parse(text)["service_ranking"]]

    def decision(self, text: str) -> Decision:
        """What the assistant does with `text`: answer, ask, or decline."""
        parsed = self.parse(text)
        return decide([Ranked(**entry) for entry in parsed["service_ranking"]])

    def _time(self, part: type) -> None:
        process: Callable[..., Any] = part.process  # type: ignore[attr-defined]

        def timed(*arguments: Any, **named: Any) -> Any:
            start = time.perf_counter()
            result = process(*arguments, **named)
            self.seconds[part.__name__].append(time.perf_counter() - start)
            return result

        part.process = timed  # type: ignore[attr-defined]
