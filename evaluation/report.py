"""Printing totals beside those of the last run, and writing the cases that went wrong."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from evaluation.cases import Case
from evaluation.tables import Rates, confusions, quantile, rates, reliability

NAMES = {"multi": "several services"}


def report(split: str, cases: Sequence[Case], last: Rates) -> Rates:
    """Print the rates of a split with their change since the last run; return them."""
    now = rates(cases)
    print(f"\n== {split} ({len(cases)} sentences)")
    for group, found in now.items():
        print(f"{NAMES.get(group, group)}  n={found['sentences']:.0f}")
        for name, rate in found.items():
            if name != "sentences":
                print(f"    {name:28} {rate:6.1%}{_change(rate, last.get(group, {}).get(name))}")
    _print_reliability(cases)
    return now


def report_times(seconds: Mapping[str, Sequence[float]]) -> None:
    """Print medians and 95th percentiles, in milliseconds."""
    print("\n== milliseconds a message  p50 / p95")
    for name, values in seconds.items():
        p50, p95 = (1000 * quantile(values, share) for share in (0.5, 0.95))
        print(f"    {name:20} {p50:7.1f} {p95:7.1f}")


def write_wrong(cases: Iterable[Case], folder: Path) -> None:
    """Write the wrong cases of each kind, and what was taken for what, as tab-separated files."""
    folder.mkdir(parents=True, exist_ok=True)
    by_kind: dict[str, list[Case]] = {}
    for case in cases:
        by_kind.setdefault(case.kind, []).append(case)
    for kind, group in by_kind.items():
        wrong = [(*_row(case), case.text) for case in group if case.is_wrong]
        _write(folder / f"{kind}.tsv", ("style", "expected", "got", "confidence", "text"), wrong)
        if kind in ("linking", "siblings", "intents"):
            found = confusions(group, kind)
            _write(folder / f"{kind}-confusions.tsv", ("times", "meant", "taken for"), found)


def read_last(path: Path) -> dict[str, Rates]:
    """The rates of the last run by split; none where there was no run."""
    if not path.exists():
        return {}
    rates_by_split: dict[str, Rates] = json.loads(path.read_text("utf-8"))
    return rates_by_split


def _print_reliability(cases: Sequence[Case]) -> None:
    print("confidence band: sentences, mean confidence, share right")
    for low, count, confidence, right in reliability(cases):
        print(f"    from {low:4.2f} {count:6} {confidence:9.1%} {right:9.1%}")


def _change(now: float, before: float | None) -> str:
    if before is None or abs(now - before) < 0.0005:
        return ""
    return f"  ({100 * (now - before):+.1f})"


def _row(case: Case) -> tuple[str, ...]:
    confidence = "" if case.confidence is None else f"{case.confidence:.3f}"
    return case.style, " ".join(case.expected), " ".join(case.got), confidence


def _write(path: Path, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t")
        writer.writerow(heads)
        writer.writerows(rows)
