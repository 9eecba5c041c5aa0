"""A fresh stage for each test of mappings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from mapping_stage import Stage

from lablib import World


@pytest.fixture
def stage() -> Iterator[Stage]:
    with World(seed=7) as world:
        yield Stage(world)
