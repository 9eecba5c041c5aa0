"""The collector of cycles is slowed down while a world is open, and only then."""

import gc

import pytest

from lablib import World
from lablib.simulator.garbage_collection import NEW_OBJECTS


@pytest.fixture
def threshold():
    found = gc.get_threshold()
    gc.set_threshold(700, 11, 12)
    yield
    gc.set_threshold(*found)


def test_inside_a_world_it_looks_less_often_and_afterwards_as_before(threshold):
    with World():
        with World():
            assert gc.get_threshold() == (NEW_OBJECTS, 11, 12)
        assert gc.get_threshold() == (NEW_OBJECTS, 11, 12)
    assert gc.get_threshold() == (700, 11, 12)


def test_who_has_it_look_even_less_often_keeps_that(threshold):
    gc.set_threshold(10 * NEW_OBJECTS)
    with World():
        assert gc.get_threshold()[0] == 10 * NEW_OBJECTS
