"""Timing answers of a running assistant."""

import statistics
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runtime.assistant import Assistant

Messages = list[dict[str, Any]]


@dataclass(frozen=True)
class Times:
    """The seconds that each of several answers took."""

    seconds: list[float]

    def percentile(self, percent: int) -> float:
        """Milliseconds within which `percent` of the answers came; raises without two of them."""
        return 1000 * statistics.quantiles(self.seconds, n=100, method="inclusive")[percent - 1]


def new_sender() -> str:
    """A conversation that hasn't begun: an answer's cost grows with what was said before."""
    return f"bench-{uuid.uuid4().hex}"


def timed(ask: Callable[[], Any]) -> tuple[float, Any]:
    """The seconds that `ask` took, and its result."""
    started = time.perf_counter()
    answer = ask()
    return time.perf_counter() - started, answer


def question_of(messages: Messages) -> tuple[str, str] | None:
    """The question_id and first value of the question among `messages`, if there is one."""
    for message in messages:
        card = message.get("custom") or {}
        if card.get("card") == "question":
            return card["question_id"], str(card["options"][0]["value"])
    return None


def ask_all(assistant: Assistant, sentences: Iterable[str]) -> tuple[Times, Times]:
    """Ask each of `sentences` in a conversation of its own; choose where that asks a question.

    Returns the times of the answers to fresh text, and of those to a choice.
    """
    typed, chosen = [], []
    for sentence in sentences:
        sender = new_sender()
        seconds, messages = timed(lambda s=sender, t=sentence: assistant.say(s, t))  # type: ignore[misc]
        typed.append(seconds)
        question = question_of(messages)
        if question:
            seconds, _ = timed(lambda s=sender, q=question: assistant.choose(s, *q))  # type: ignore[misc]
            chosen.append(seconds)
    return Times(typed), Times(chosen)


def throughput(assistant: Assistant, sentences: Iterator[str], clients: int, each: int) -> float:
    """Answers a second while `clients` ask at once, `each` as many sentences one by one."""

    def ask(own: list[str]) -> None:
        connection = assistant.apart()
        for sentence in own:
            connection.say(new_sender(), sentence)

    shares = [[next(sentences) for _ in range(each)] for _ in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        seconds, _ = timed(lambda: list(pool.map(ask, shares)))
    return clients * each / seconds


def memory(pid: int) -> float:
    """The resident memory of process `pid` in MB (Linux)."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise OSError(f"no VmRSS of process {pid}")
