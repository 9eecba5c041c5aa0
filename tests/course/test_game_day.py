"""What lab 09 says of its nights; and the nights that its exercises know are those that the game plays."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import Counter

import pytest

import lablib
from lablib.scenarios.incidents import judge, runs
from lablib.scenarios.incidents.causes import CAUSES
from lablib.teaching.checks.grading import grader_of
from lablib.teaching.course import find_exercise, labs, repo_root
from lablib.teaching.game_day.first_night import CAUSE, first_night
from lablib.teaching.game_day.master_notes import master_notes
from lablib.teaching.game_day.postmortem_parts import postmortem_parts

ROOT = repo_root()


def exercise(number):
    return find_exercise((each for lab in labs() for each in lab.exercises), number)


def nights():
    return json.loads((exercise("09.1").folder / "nights.json").read_text("utf-8"))


def script(name):
    """A file of docs/ that writes something."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_first_night_has_one_cause_and_nothing_beside_it():
    try:
        game = first_night(7)
        assert (game.incident.ids, game.incident.herrings) == ((CAUSE,), ())
        assert "none fires" in game.pager
    finally:
        lablib.stop()


def test_worse_than_nothing_counts_against_you():
    worse, nothing, better = (judge.points(outcome, 1.0, 1.0, 1.0) for outcome in (-0.2, 0.0, 0.5))
    assert worse < nothing < better
    assert judge.points(0.5, 0.0, 1.0, 1.0) < better  # and an act without evidence counts less


def test_exercise_09_1_has_as_many_nights_of_each_cause_and_level():
    counts = Counter((night["cause"], night["level"]) for night in nights())
    assert counts == {(cause, level): 3 for cause in CAUSES for level in (1, 2)}


@pytest.mark.nightly
@pytest.mark.parametrize("cause", CAUSES)
def test_a_night_of_exercise_09_1_is_what_a_first_round_of_looks_shows(cause):
    known = next(night for night in nights() if (night["cause"], night["level"]) == (cause, 2))
    played = script("write_triage_nights").night(cause, 2, known["seed"])
    assert json.loads(json.dumps(played)) == known


def graded_nights():
    grader_of(exercise("09.2").folder / "grader.py")
    return sys.modules["lablib_grader_respond"].NIGHTS


@pytest.mark.nightly
def test_the_runs_that_exercise_09_2_compares_with_are_those_of_its_nights():
    for known in graded_nights().values():
        assert known.nothing == runs.with_nothing_done(known.incident)
        assert known.reference == runs.with_reference(known.incident)


def test_exercise_09_2_has_each_level_and_its_three_causes():
    known = graded_nights().values()
    assert [each.level for each in known] == [1, 2, 3]
    assert {cause for each in known for cause in each.causes} == {
        "errors-swallowed",
        "poison-pill",
        "mapping-recreated-at-latest",
    }


@pytest.mark.nightly
def test_the_model_postmortem_is_that_of_the_first_night():
    for file, text in script("write_model_postmortem").files().items():
        assert file.read_text("utf-8") == text


def test_the_model_postmortem_has_every_part_and_names_numbers_and_evidence():
    text = (ROOT / "solutions" / "09_postmortem.md").read_text("utf-8")
    parts = postmortem_parts(ROOT / "course")
    assert [each.heading for each in parts.part if f"*{each.ask}*" in text] == []
    assert "5 of 5 numbers are in it" in text
    assert "it names look 3 (metric), look 4 (books)" in text


def test_a_game_master_has_questions_for_each_cause():
    assert master_notes(ROOT / "course").cause.keys() == CAUSES.keys()
