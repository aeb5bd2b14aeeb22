"""`make bench`: what an answer costs, beside the least that one can cost in the same process.

The floor is a plain rule of Rasa's (intent greet → one fixed sentence), handed over without
understanding. `python -m bench [PROJECT] [SENTENCES]` measures another project or other sentences.
"""

import itertools
import sys
import tempfile
from pathlib import Path

import requests

from bench.measuring import Times, ask_all, memory, new_sender, throughput, timed
from runtime.assistant import Assistant
from runtime.training import model_of

ROUNDS = 10
"""How often each sentence is asked."""

CLIENTS = 32


def plain_rule(assistant: Assistant) -> None:
    """Have Rasa answer the intent `greet` by its rule, in a conversation of its own."""
    url = f"{assistant.url}/conversations/{new_sender()}/trigger_intent"
    requests.post(url, json={"name": "greet"}, timeout=60).raise_for_status()


def row(name: str, times: Times, floor: Times) -> str:
    """One line of the report."""
    if not times.seconds:
        return f"{name:34}(none met)"
    ratio = times.percentile(50) / floor.percentile(50)
    p50, p95 = times.percentile(50), times.percentile(95)
    return f"{name:34}{p50:8.1f} ms{p95:8.1f} ms{ratio:7.1f} ×{len(times.seconds):7}"


def report(assistant: Assistant, sentences: list[str]) -> None:
    """Measure and print."""
    plain_rule(assistant)
    ask_all(assistant, sentences)  # both kinds of answer once, unmeasured
    floor = Times([timed(lambda: plain_rule(assistant))[0] for _ in range(ROUNDS * 10)])
    typed, chosen = ask_all(assistant, sentences * ROUNDS)
    print(f"{'':34}{'p50':>11}{'p95':>11}{'floor':>9}{'n':>7}")
    print(row("floor: a plain rule", floor, floor))
    print(row("full answer, fresh text", typed, floor))
    print(row("full answer, a choice", chosen, floor))
    rate = throughput(assistant, itertools.cycle(sentences), CLIENTS, each=5)
    print(f"throughput, {CLIENTS} clients: {rate:.0f} answers/s")


def main(project: Path, sentences: list[str]) -> None:
    """Start the assistant of `project`, ask it `sentences`, print what they cost."""
    model = model_of(project, Path("models"))
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "TRACKER_DB": f"{folder}/conversations.sqlite3",
            "RECORDS_URL": f"sqlite:///{folder}/records.sqlite3",
        }
        assistant = Assistant(project, model, environment=environment, log=Path(folder) / "log")
        try:
            print(f"start to ready: {assistant.start():.1f} s")
            print(f"memory when ready: {memory(assistant.process.pid):.0f} MB")
            report(assistant, sentences)
            print(f"memory afterwards: {memory(assistant.process.pid):.0f} MB")
        finally:
            assistant.stop()


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    default = [Path.cwd(), Path(__file__).parent / "sentences.txt"]
    where, asked = [*given, *default[len(given) :]]
    main(where, asked.read_text(encoding="utf-8").split())
