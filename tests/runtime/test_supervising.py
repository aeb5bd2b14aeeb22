"""What ends by itself is started again; what keeps ending isn't."""

import subprocess
import sys

import pytest

from runtime.assistant import StartFailed
from runtime.supervising import MOST_RESTARTS, WITHIN, Supervised


class Program:
    """A real process that sleeps until it is killed."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def test_what_runs_is_left_alone_and_what_was_killed_runs_again() -> None:
    program = Program()
    supervised = Supervised("program", program)
    first = program.process.pid
    assert not supervised.look(0.0)
    program.stop()
    assert supervised.look(1.0)
    assert program.process.pid != first
    program.stop()


def test_what_keeps_ending_is_given_up_and_a_slow_pace_is_borne() -> None:
    program = Program()
    supervised = Supervised("program", program)
    for number in range(2 * MOST_RESTARTS):
        program.stop()
        assert supervised.look(number * WITHIN)
    with pytest.raises(StartFailed):
        for _ in range(2 * MOST_RESTARTS):
            program.stop()
            supervised.look(2 * MOST_RESTARTS * WITHIN)
    program.stop()
