"""In a script on a terminal, what takes longer than a second has a line, and the line is taken away."""

import io
import subprocess
import sys

import pytest
from terminal import shown_on_a_terminal

from lablib.simulator.clock import activity
from lablib.teaching import terminal_progress
from lablib.teaching.terminal_progress import ERASE, show

SCRIPT = """
import _thread, lablib
from lablib.simulator.clock.activity import doing
lablib.start("02")
with doing("the gateways write", lambda: 0.42):
    real = _thread.allocate_lock()
    real.acquire()
    real.acquire(timeout=2.2)
print("done")
"""


def drawn(busy):
    """What is drawn if at each look the process is busy or isn't."""
    terminal, looks = io.StringIO(), iter(busy)

    def pause(seconds):
        assert seconds == terminal_progress.EVERY_S
        activity._doing.clear()
        is_busy = next(looks, None)
        if is_busy:
            activity._doing.append(("the gateways write", lambda: 0.42))
        return is_busy is None

    show(terminal, pause)
    return terminal.getvalue().split(ERASE)[1:]


def test_a_line_begins_after_a_second_and_is_taken_away_when_the_work_ends():
    lines = [f"{seconds} s · the gateways write, 42%\r" for seconds in (1, 2, 2)]
    assert drawn([True] * 4 + [False] * 2) == [*lines, ""]


def test_a_line_is_taken_away_when_the_process_ends():
    assert drawn([True, True]) == ["1 s · the gateways write, 42%\r", ""]


def test_what_is_quick_has_no_line():
    assert drawn([True, False, True, False]) == []


@pytest.mark.nightly
def test_a_script_shows_it_on_a_terminal():
    shown, _, exit_code = shown_on_a_terminal([sys.executable, "-c", SCRIPT])
    assert exit_code == 0
    assert "the gateways write, 42%" in shown


@pytest.mark.nightly
def test_a_script_leaves_no_trace_of_it_in_a_file():
    piped = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert piped.stderr == ""
    assert piped.stdout.splitlines()[-1] == "done"
    assert "gateways write" not in piped.stdout
