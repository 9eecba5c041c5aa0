"""A hub for a test: on four free ports, with its folder, and with learners that nobody sees."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lablib.classroom.room_settings import RoomSettings, find_proxy

MISSING = "a hub needs JupyterHub and its proxy: make .venv/classroom.stamp"
came = []
"""Everybody who has come; conftest.py sends them home after each test."""


def needs_a_hub() -> None:
    """Skip the test where no hub can be, but not in CI."""
    if importlib.util.find_spec("jupyterhub") is None or find_proxy() is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)


@contextmanager
def room(folder: Path, **settings: object) -> Iterator[tuple[RoomSettings, object]]:
    """Settings of a hub that serves, and its process."""
    from lablib.classroom.rehearsal import free_ports, hub
    from lablib.teaching.course import repo_root

    needs_a_hub()
    here = RoomSettings(port=free_ports(), kept=folder / "hub", proxy=find_proxy(), **settings)
    with hub(repo_root(), here) as process:
        yield here, process


def learner(here: RoomSettings, name: str, password: str = ""):
    """Somebody who has logged in and has a server."""
    from lablib.classroom.learner import HeadlessLearner

    one = HeadlessLearner(here.bind_url, name)
    came.append(one)
    one.log_in(password or here.password("learners"))
    one.start_server()
    return one
