"""`python -m evaluation [--split tuning] [--models models]`: score the newest model.

Prints rates for tuning and untouched beside the last run's. Wrong cases and confusions of the
tuning split go to results/evaluation/; of the untouched split only totals are kept, so that
nobody builds towards its cases.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from evaluation.splits import records

RESULTS = Path("results/evaluation")
TIMED = 150
"""Messages whose parts are timed."""


def main() -> None:
    """Run the evaluation from the command line."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("--split", choices=("training", "tuning", "untouched"), action="append")
    parser.add_argument("--models", type=Path, default=Path("models"))
    arguments = parser.parse_args()
    evaluate(arguments.models, arguments.split or ["tuning", "untouched"])


def evaluate(models: Path, splits: list[str]) -> None:
    """Judge the splits with the newest model, print and keep what came of it."""
    from runtime import without_tensorflow

    without_tensorflow.install()
    from evaluation.assistant import Assistant
    from evaluation.cases import judge
    from evaluation.quiet import be_quiet
    from evaluation.report import read_last, report, report_times, write_wrong

    be_quiet()
    assistant = Assistant(models, RESULTS / "encodings.sqlite")
    print(f"model {assistant.model}")
    kept = read_last(RESULTS / "last.json")
    for split in splits:
        cases = list(judge(assistant, split))
        kept[split] = report(split, cases, kept.get(split, {}))
        if split != "untouched":
            write_wrong(cases, RESULTS / split)
    report_times(assistant.seconds(sample(splits[0])))
    (RESULTS / "last.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")


def sample(split: str) -> list[str]:
    """Every so many requests of a split, as many as are timed."""
    texts = [record["text"] for record in records(split, "linking")]
    return texts[:: max(1, len(texts) // TIMED)][:TIMED]


if __name__ == "__main__":
    main()
