"""A fresh stage for each test of mappings."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from mapping_stage import Stage

from lablib import World
from lablib.simulator import limits


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """Its polls come at whole seconds, so that a timeline's times are those of its subject."""
    monkeypatch.setattr(limits, "MAPPING_POLL_PHASE_S", 0.0)
    monkeypatch.setattr(limits, "MAPPING_POLL_JITTER", 0.0)
    with World(seed=7) as world:
        yield Stage(world)
