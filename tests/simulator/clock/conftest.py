"""A world, and a list of what happened in it and when."""

import pytest

from lablib import World


@pytest.fixture
def world():
    with World(seed=7) as opened:
        yield opened


@pytest.fixture
def log(world):
    """Collects (seconds since the start, what)."""

    class Log(list):
        def __call__(self, what):
            self.append((world.elapsed_s, what))

    return Log()
