"""`lablib start --path`: which lab comes next on the way through the course that a learner chose."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from lablib.cli.app import app
from lablib.cli.learning_path import choose
from lablib.cli.status import notebook_to_open
from lablib.cli.workspace import Workspace
from lablib.teaching.course import CourseError, find_exercise, labs, read_paths, repo_root

LAB = 'title = "t"\nminutes = 20\nable = "a"\nexplains = "e"\n'
EXERCISE = """
id = "{number}-{name}"
title = "{name}"
answer = "{name}"
objective = "Tell which."
minutes = 6
hints = []
misconceptions = []
why = "."
obvious = "."
production = "."
"""
PATHS = """
[onboarding]
title = "new on the team"
[[onboarding.first_day]]
lab = "02"
through = "02.1"
minutes = 10
ask = "?"
[[onboarding.later]]
lab = "01"
minutes = 20
ask = "?"
[[onboarding.later]]
lab = "02"
minutes = 10
ask = "?"
"""


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    """Two labs of two exercises, and a path that begins with a part of the second."""
    for lab in ("01_storage", "02_loss"):
        (tmp_path / "labs").mkdir(exist_ok=True)
        (tmp_path / "labs" / f"{lab}.ipynb").write_text(lab)
        for name, number in (("read", f"{lab[:2]}.1"), ("send", f"{lab[:2]}.2")):
            folder = tmp_path / "course" / lab / "exercises" / name
            folder.mkdir(parents=True)
            (folder / "exercise.toml").write_text(EXERCISE.format(number=number, name=name))
            (folder / "starter.py").write_text("")
            (folder / "solution.py").write_text("")
        (tmp_path / "course" / lab / "lab.toml").write_text(LAB)
        (tmp_path / "course" / lab / "questions.toml").write_text("")
    (tmp_path / "course" / "paths.toml").write_text(PATHS)
    found = Workspace(tmp_path)
    found.fill()
    return found


def passed(workspace: Workspace, *ids: str) -> None:
    record = json.loads(workspace.progress.read_text())
    record["exercises"] = {id_: {"passed": True, "attempts": 1} for id_ in ids}
    workspace.progress.write_text(json.dumps(record))


def test_the_labs_come_in_the_order_of_the_path_and_a_step_ends_with_its_exercise(workspace):
    assert notebook_to_open(workspace) == "01_storage.ipynb"

    [said] = choose(workspace, "onboarding")
    assert said == (
        "Path: new on the team. The first day takes 10 minutes: lab 02 through exercise 02.1. "
        "After it: lab 01, lab 02."
    )
    assert notebook_to_open(workspace) == "02_loss.ipynb"
    passed(workspace, "02.1-read")
    assert notebook_to_open(workspace) == "01_storage.ipynb"
    passed(workspace, "02.1-read", "01.1-read", "01.2-send")
    assert notebook_to_open(workspace) == "02_loss.ipynb"


def test_a_path_is_left_by_naming_the_labs_and_an_unknown_one_is_refused(workspace):
    choose(workspace, "onboarding")
    choose(workspace, "labs")
    assert notebook_to_open(workspace) == "01_storage.ipynb"

    with pytest.raises(CourseError, match="no path onbording: choose one of onboarding, labs"):
        choose(workspace, "onbording")


def test_an_unknown_path_is_refused_before_anything_is_copied(workspace, monkeypatch):
    shutil.rmtree(workspace.work)
    monkeypatch.setattr("lablib.cli.app.course_here", lambda: workspace.root)

    result = CliRunner().invoke(app, ["start", "--path", "onbording"])
    assert result.exit_code == 1
    assert "no path onbording: choose one of onboarding, labs" in result.output
    assert not workspace.work.exists()


def test_each_step_of_the_course_names_a_lab_and_an_exercise_of_it_and_no_more_minutes_than_the_lab_has():
    by_number = {lab.number: lab for lab in labs()}
    for path in read_paths(repo_root() / "course").values():
        for step in path.steps:
            lab = by_number[step.lab]
            if step.through:
                assert find_exercise(lab.exercises, step.through).number == step.through
        for number in {step.lab for step in path.steps}:
            minutes = sum(step.minutes for step in path.steps if step.lab == number)
            assert minutes == by_number[number].facts.minutes
        assert sum(step.minutes for step in path.first_day) <= 180
