"""One sentence judged: what was expected, what came, under which heading it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from evaluation.assistant import Assistant
from evaluation.outcomes import outcome
from evaluation.splits import Record, records


@dataclass(frozen=True)
class Case:
    """`marks` are the rates this sentence adds to: 1 where it was met, 0 where not."""

    kind: str
    style: str
    text: str
    expected: tuple[str, ...]
    got: tuple[str, ...]
    marks: dict[str, float] = field(default_factory=dict)
    confidence: float | None = None

    @property
    def is_wrong(self) -> bool:
        """Whether its first, strictest mark was missed."""
        return not next(iter(self.marks.values()))


class UnknownForm(ValueError):
    """A kind of sentences is labelled in a form that isn't known; names fields, no sentence."""


def judge(assistant: Assistant, split: str) -> Iterator[Case]:
    """All sentences of a split, judged.

    Raises:
        UnknownForm: if a record lacks a field.
    """
    for kind, judged in JUDGES.items():
        for record in records(split, kind):
            try:
                yield judged(assistant, record)
            except KeyError as missing:
                fields = ", ".join(sorted(record))
                raise UnknownForm(f"{split}/{kind}: no {missing} among {fields}") from missing


def _linked(kind: str, assistant: Assistant, record: Record) -> Case:
    right = (record["service"], *record.get("acceptable", ()))
    ranking = assistant.ranking(record["text"])
    place = next((i for i, id in enumerate(ranking) if id in right), len(ranking))
    decision = assistant.decision(record["text"])
    done = outcome(decision, right)
    marks = {"top-1": float(place == 0), "top-3": float(place < 3), done: 1.0}
    entries = assistant.parse(record["text"])["service_ranking"]
    confidence = entries[0]["confidence"] if entries else None
    style = record.get("style", "all")
    return Case(kind, style, record["text"], right, tuple(ranking[:3]), marks, confidence)


def _out_of_scope(assistant: Assistant, record: Record) -> Case:
    decision = assistant.decision(record["text"])
    intent = assistant.parse(record["text"])["intent"]["name"]
    marks = {
        "no checklist": float(decision.doing != "answer"),
        outcome(decision, ()): 1.0,
        "said to be out of scope": float(intent == "out_of_scope"),
    }
    kind = str(record.get("kind", "all"))
    return Case("out_of_scope", kind, record["text"], (), decision.services, marks)


def _underspecified(assistant: Assistant, record: Record) -> Case:
    decision = assistant.decision(record["text"])
    done = outcome(decision, record["candidates"])
    marks = {"asked back": float(decision.doing == "ask"), done: 1.0}
    expected = tuple(record["candidates"])
    return Case("underspecified", "all", record["text"], expected, decision.services, marks)


def _intent(assistant: Assistant, record: Record) -> Case:
    got = str(assistant.parse(record["text"])["intent"]["name"])
    right = (record["intent"], *record.get("acceptable", ()))
    marks = {"right intent": float(got in right)}
    return Case("intents", record["intent"], record["text"], right, (got,), marks)


def _facts(assistant: Assistant, record: Record) -> Case:
    """Facts told as ids, or (`told`, written before the pack had ids) in an annotator's words.

    Of the latter it can only be said whether anything was taken from the sentence.
    """
    found = assistant.parse(record["text"])["facts"]
    got = {f"{entry['fact']}={entry['value']}" for entry in found}
    if "facts" not in record:
        right = bool(got) == bool(record["told"])
        return Case(
            "facts",
            "in words",
            record["text"],
            (),
            tuple(got),
            {"something told, found": float(right)},
        )
    expected = {f"{fact}={value}" for fact, value in record["facts"].items()}
    asked = {pair.partition("=")[0] for pair in expected}
    contradicted = {pair for pair in got - expected if pair.partition("=")[0] in asked}
    marks = {"all told found": float(expected <= got), "none contradicted": float(not contradicted)}
    return Case("facts", "all", record["text"], tuple(expected), tuple(got), marks)


def _several(assistant: Assistant, record: Record) -> Case:
    mentions = assistant.parse(record["text"])["mentions"]
    got = tuple(mention["ranking"][0]["id"] for mention in mentions)
    expected = tuple(record["services"])
    marks = {
        "all named found": float(set(got) == set(expected)),
        "seen as several": float(len(got) > 1),
    }
    return Case("multi", "all", record["text"], expected, got, marks)


def _life_event(assistant: Assistant, record: Record) -> Case:
    ranking = assistant.parse(record["text"]).get("life_event_ranking") or []
    got = tuple(entry["id"] for entry in ranking)
    marks = {
        "top-1": float(got[:1] == (record["event"],)),
        "top-3": float(record["event"] in got[:3]),
    }
    return Case("life_events", "all", record["text"], (record["event"],), got[:3], marks)


JUDGES: dict[str, Callable[[Assistant, Record], Case]] = {
    "linking": partial(_linked, "linking"),
    "siblings": partial(_linked, "siblings"),
    "out_of_scope": _out_of_scope,
    "underspecified": _underspecified,
    "intents": _intent,
    "facts": _facts,
    "multi": _several,
    "life_events": _life_event,
}
"""How the sentences of each kind are judged."""
