"""Totals of judged cases: rates by kind and style, confusions, a reliability table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from evaluation.cases import Case

Rates = dict[str, dict[str, float]]
BANDS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)


def rates(cases: Iterable[Case]) -> Rates:
    """For each kind, and each style in it: how many, and the share that met each mark."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[case.kind].append(case)
        if case.style != "all" and case.kind != "intents":
            groups[f"{case.kind} / {case.style}"].append(case)
    return {name: _rates(group) for name, group in sorted(groups.items())}


def confusions(cases: Iterable[Case], kind: str) -> list[tuple[int, str, str]]:
    """How often one thing was taken for another, most frequent first."""
    counted = Counter(
        (case.expected[0], case.got[0] if case.got else "(nothing)")
        for case in cases
        if case.kind == kind and case.is_wrong
    )
    return [(count, meant, taken) for (meant, taken), count in counted.most_common()]


def reliability(cases: Iterable[Case]) -> list[tuple[float, int, float, float]]:
    """For each band of confidence: its lower end, how many, mean confidence, share right."""
    linked = [case for case in cases if case.kind == "linking" and case.confidence is not None]
    rows = []
    for low, high in zip(BANDS, (*BANDS[1:], 1.01), strict=True):
        band = [case for case in linked if low <= (case.confidence or 0) < high]
        if band:
            confidence = sum(case.confidence or 0 for case in band) / len(band)
            right = sum(case.marks["top-1"] for case in band) / len(band)
            rows.append((low, len(band), confidence, right))
    return rows


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _rates(group: Sequence[Case]) -> dict[str, float]:
    names = dict.fromkeys(name for case in group for name in case.marks)
    found = {name: sum(case.marks.get(name, 0) for case in group) / len(group) for name in names}
    return {"sentences": float(len(group)), **found}
