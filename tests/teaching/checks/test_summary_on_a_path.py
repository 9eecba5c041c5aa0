"""The last cell of a lab names the next step of the path that the learner chose, not the next number."""

import pytest

from lablib.teaching.checks import Outcome, progress, summary
from lablib.teaching.course import labs


def passed(*numbers):
    """Record these exercises as passed."""
    for exercise in (each for lab in labs() for each in lab.exercises):
        if exercise.number in numbers:
            progress.record_attempt(exercise.id, Outcome.PASSED, "")


@pytest.fixture
def on_the_path(tmp_path, monkeypatch):
    """A learner who is new on the team."""
    monkeypatch.setattr(progress, "place", lambda: tmp_path / progress.FILE)
    progress.save(progress.Progress(path="onboarding"), tmp_path / progress.FILE)


@pytest.mark.parametrize(
    ("lab", "done", "following"),
    [
        ("00", ["00.1"], "Next: 02 · silent batch loss."),
        ("02", ["00.1", "02.1"], "Next: 07 · poison pill, through exercise 07.1."),
        ("07", ["00.1", "02.1", "02.2", "02.3", "07.1"], "Next: 09 · game day, through exercise 09.1."),
        ("09", ["00.1", "02.1", "02.2", "02.3", "07.1", "09.1"], "Next: 01 · storage first."),
    ],
)
@pytest.mark.usefixtures("on_the_path")
def test_the_next_lab_is_the_next_of_the_path(lab, done, following):
    passed(*done)
    assert str(summary(lab)).splitlines()[-1] == following


def test_without_a_path_it_is_the_next_number(tmp_path, monkeypatch):
    monkeypatch.setattr(progress, "place", lambda: tmp_path / progress.FILE)
    assert "Next: 01 · storage first." in str(summary("00"))
