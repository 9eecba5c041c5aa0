"""What a rehearsal says at its end: whether the room fits, what limits it, and what to change."""

import os

import pytest

from lablib.classroom.processes import Watch
from lablib.classroom.rehearsal import Measured
from lablib.classroom.steps import Kind
from lablib.classroom.verdict import judge
from lablib.classroom.what_it_holds import Machine

TWO_CORES = Machine(cores=2, memory_mb=8_000)


def watched(*, busy: float, of_it_the_room: float) -> Watch:
    """A hundred seconds in which both processors were so busy."""
    watch = Watch(os.getpid())
    watch.busy, watch.available_mb = [busy] * 100, [6_000.0] * 100
    watch.cpu_s = 2 * 100 * busy * of_it_the_room
    watch.load_before = 0.0
    return watch


def rehearsed(*checks_s: float, finished: int = 30) -> Measured:
    measured = Measured(finished=finished)
    measured.cells[Kind.CHECK] = list(checks_s)
    return measured


@pytest.mark.parametrize(
    ("checks_s", "watch", "holds", "says"),
    [
        ([1.0, 2.0, 14.0], watched(busy=0.6, of_it_the_room=1), True, ["holds 30 learners"]),
        (
            [4.0, 6.0, 9.0],
            watched(busy=1, of_it_the_room=1),
            False,
            [
                "half of the checks took over 6.0 s (at most 5 s is fine)",
                "Processor time is the limit. Remedy: use a machine with more than 2 processors",
            ],
        ),
        (
            [1.0, 2.0, 16.0],
            watched(busy=1, of_it_the_room=0.3),
            False,
            ["slowest check took 16.0 s", "Other programs took 70%", "stop them, then rehearse again"],
        ),
        (
            [1.0, 2.0, 16.0],
            watched(busy=0.4, of_it_the_room=1),
            False,
            ["Neither the processors nor the memory ran out"],
        ),
    ],
)
def test_a_verdict_names_what_limits_the_room_and_the_remedy(checks_s, watch, holds, says):
    verdict = judge(rehearsed(*checks_s), watch, TWO_CORES, 30)
    assert verdict.holds is holds
    said = " ".join(verdict.sentences)
    assert [each for each in says if each not in said] == []


def test_too_little_memory_is_told_with_the_number_of_learners_that_fits():
    watch = watched(busy=0.4, of_it_the_room=1)
    watch.seats_mb, watch.kernels_mb, watch.rest_mb = [60.0] * 2, [240.0] * 2, 400.0
    watch.available_mb[2] = 500.0
    [missed, _, remedy] = judge(rehearsed(1.0), watch, TWO_CORES, 2).sentences
    assert missed == "This machine doesn't hold 2 learners: less than a tenth of the memory stayed free."
    assert remedy == "Memory is the limit: each learner takes 300 MB. Remedy: more memory, or 22 learners."


def test_a_room_whose_learners_were_lost_on_the_way_is_not_held():
    verdict = judge(rehearsed(1.0, finished=28), watched(busy=0.1, of_it_the_room=1), TWO_CORES, 30)
    assert not verdict.holds
    assert "2 of 30 learners didn't come to the end of the lab" in verdict.sentences[0]
