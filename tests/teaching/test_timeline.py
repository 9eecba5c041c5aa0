"""An experiment that several cells look at: each hour shows the same, in whatever order one asks."""

import time

import pytest

import lablib
from lablib.simulator.network.aws_guard import NoWorldOpen

pytestmark = pytest.mark.usefixtures("closed_afterwards")


@pytest.fixture
def closed_afterwards():
    yield
    lablib.stop()


def counting():
    """A timeline that notes each virtual hour, and how often it was begun."""
    begun, hours = [], []

    def every_hour():
        while True:
            hours.append(round(time.time() / 3600) % 24)
            time.sleep(3600)

    def begin(world):
        begun.append(world.seed)
        hours.clear()
        world.spawn(every_hour)

    return lablib.Timeline(begin), begun, hours


def test_it_goes_on_from_hour_to_hour_and_back_by_beginning_anew():
    lablib.start("07", seed=3)
    days, begun, hours = counting()
    seen = []
    for hour in (2.5, 2.5, 4.5, 2.5, 4.5):
        world, _ = days.at(hour)
        seen.append((world.elapsed_s / 3600, len(hours), len(begun)))
    assert seen == [(2.5, 3, 1), (2.5, 3, 1), (4.5, 5, 1), (2.5, 3, 2), (4.5, 5, 2)]


def test_what_was_stopped_midway_is_begun_anew(monkeypatch):
    lablib.start("07", seed=3)
    days, begun, hours = counting()
    world, _ = days.at(2.5)
    with monkeypatch.context() as patched:
        patched.setattr(type(world), "sleep", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            days.at(4.5)
    days.at(4.5)
    assert (begun, len(hours)) == ([3, 3], 5)


def test_another_experiment_s_restart_ends_it_and_the_next_look_begins_it_anew():
    lablib.start("07", seed=3)
    days, begun, hours = counting()
    days.at(2.5)
    lablib.restart()
    days.at(2.5)
    assert (len(begun), len(hours)) == (2, 3)


def test_before_the_start_cell_it_says_so():
    lablib.stop()
    with pytest.raises(NoWorldOpen, match="there is no world to restart"):
        counting()[0].at(1)
