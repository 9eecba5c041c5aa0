"""Code that never comes back to the clock is ended where it stands, whatever it catches."""

import threading
import time

import pytest
from learner import cell

from lablib import check
from lablib.simulator.clock import virtual_time
from lablib.simulator.world import World
from lablib.teaching.checks import Outcome, progress, time_limit

pytestmark = pytest.mark.slow

ENDLESS = {
    "a loop": ("while True:\n    pass", "while True:"),
    "a loop that catches errors": (
        "while True:\n    try:\n        while events:\n            pass\n    except Exception:\n        pass",
        "while events:",
    ),
    "a loop that catches everything": (
        "while True:\n    try:\n        while events:\n            pass\n    except:\n        pass",
        "while events:",
    ),
    "a way out that never ends": (
        "try:\n    while events:\n        pass\nfinally:\n    while True:\n        pass",
        "while events:",
    ),
    "a busy wait": (
        "until = time.monotonic() + 60\nwhile time.monotonic() < until:\n    pass",
        "while time.monotonic() < until:",
    ),
    "a budget that the pauses never reach": (
        "n = 0\nwhile min(60, 2 ** min(n, 9)) <= 3_600:\n    n += 1",
        ("while min(60, 2 ** min(n, 9)) <= 3_600:", "n += 1"),
    ),
    "a wait for something real": ("import os\nos.read(os.pipe()[0], 1)", "os.read(os.pipe()[0], 1)"),
}
LIKE_ANOTHER = ("a loop that catches errors", "a loop that catches everything", "a busy wait")
"""Ended as one of the others is, or graded in a world below."""


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """A hundredth of the time that learners get."""
    monkeypatch.setattr(time_limit, "LIMIT_CPU_S", 0.2)
    monkeypatch.setattr(time_limit, "LIMIT_WAIT_S", 3.0)
    monkeypatch.setattr(time_limit, "GRACE_S", 0.1)


def graded(body):
    body = "\n".join(f"    {line}" for line in body.splitlines())
    return check("02.2", cell(f"def send_all(kinesis, stream, events):\n{body}", "send_all"))


@pytest.mark.parametrize(
    ("body", "where"),
    [
        pytest.param(*loop, id=name, marks=pytest.mark.nightly if name in LIKE_ANOTHER else ())
        for name, loop in ENDLESS.items()
    ],
)
def test_what_never_ends_is_ended_with_the_line_and_is_an_attempt(body, where):
    verdict = graded(body)
    assert (verdict.outcome, verdict.message.id) == (Outcome.WRONG, "check.never-ends")
    assert "virtual time stood still" in verdict.message.did
    assert verdict.code[-1].endswith(where)
    assert "\n".join(verdict.tried).count("never ended") == 1
    assert progress.load(None).exercise(verdict.exercise).attempts == 1


def test_pauses_of_next_to_nothing_are_no_way_around_the_limit(monkeypatch):
    monkeypatch.setattr(time_limit, "LIMIT_ALL_CPU_S", 0.6)
    verdict = graded("while True:\n    time.sleep(1e-9)")
    assert verdict.message.id == "check.never-ends"
    assert "still running after 1 seconds of computing, in which virtual time moved by" in verdict.message.did
    assert verdict.code


def test_the_world_around_goes_on_and_the_next_check_is_as_ever():
    with World() as world:
        time.sleep(5)
        graded(ENDLESS["a loop that catches everything"][0])
        time.sleep(5)
        assert world.elapsed_s == 10
        assert graded("return 0").message.id == "producer.never-sent"


def test_its_finally_blocks_run():
    left = []

    def send_all(kinesis, stream, events):
        try:
            while True:
                pass
        finally:
            left.append("closed")

    assert check("02.2", send_all).message.id == "check.never-ends"
    assert left == ["closed"]


def test_time_is_counted_from_the_last_pause_on(monkeypatch):
    """Three times four fifths of the limit."""
    monkeypatch.setattr(time_limit, "LIMIT_WAIT_S", 600)

    def computes(for_s):
        until = time.thread_time() + for_s
        while time.thread_time() < until:
            pass

    def send_all(kinesis, stream, events):
        for _ in range(3):
            computes(0.8 * time_limit.LIMIT_CPU_S)
            time.sleep(1)
        raise LookupError

    assert check("02.2", send_all).message.id == "check.raised"


def test_code_that_computes_on_a_busy_machine_does_not_wait(monkeypatch):
    """It gets three milliseconds at a time, and in the end twice the limit has gone by on the wall."""
    monkeypatch.setattr(time_limit, "LIMIT_WAIT_S", 1.0)

    def send_all(kinesis, stream, events):
        for _ in range(25):
            until = time.thread_time() + 0.003
            while time.thread_time() < until:
                pass
            virtual_time._real_sleep(0.08)  # shorter than from one look to the next
        raise LookupError

    assert check("02.2", send_all).message.id == "check.raised"


def test_in_another_thread_than_the_main_one_there_is_no_limit_and_no_harm():
    verdicts = []
    thread = threading.Thread(target=lambda: verdicts.append(graded("return 0").message.id))
    thread.start()
    thread.join()
    assert verdicts == ["producer.never-sent"]
