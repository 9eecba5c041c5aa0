"""A night on call in the place of a kernel's world."""

import boto3
import pytest

import lablib
from lablib.scenarios.incidents import books


@pytest.fixture(autouse=True)
def stopped():
    yield
    lablib.stop()


def test_a_night_takes_the_place_of_the_world_and_stop_gives_everything_back(capsys):
    world = lablib.start("02")
    game = lablib.incident(seed=7, causes=("errors-swallowed",))
    assert (world.is_open, game.world.is_open, game.now) == (False, True, "00:22")
    boto3.client("cloudwatch").describe_alarms()
    assert (game.now, [each.source for each in game.evidence]) == ("00:23", ["alarms"])
    lablib.stop()
    assert not game.world.is_open
    with pytest.raises(RuntimeError, match="no game is open"):
        books.put("e1", 0.5)


def test_a_night_that_there_is_not_leaves_the_world_as_it_is(capsys):
    world = lablib.start("02")
    with pytest.raises(ValueError, match="level is 4: give one of 1, 2, 3"):
        lablib.incident(level=4)
    assert world.is_open
