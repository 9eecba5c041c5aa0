"""Progress of a test ends with the test."""

import pytest

from lablib.teaching.checks import progress


@pytest.fixture(autouse=True)
def nothing_done_yet(monkeypatch):
    """A kernel that has just begun, outside a learner's copy of the course."""
    monkeypatch.setattr(progress, "_memory", progress.Progress())
    monkeypatch.delenv(progress.VARIABLE, raising=False)


@pytest.fixture
def work(tmp_path, monkeypatch):
    """The learner's copy of the course, with this process in it."""
    (tmp_path / progress.DELIVERED).write_text("{}")
    monkeypatch.chdir(tmp_path)
    return tmp_path
