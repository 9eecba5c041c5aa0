"""A world for each test of functions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from lablib import World


@pytest.fixture
def world() -> Iterator[World]:
    with World(seed=7) as world:
        world.network.latency_us = lambda: 0  # so that times in a timeline are the function's own
        yield world


@pytest.fixture
def client(world: World) -> Any:
    return boto3.client("lambda")
