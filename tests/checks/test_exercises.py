"""Every grader is proven by the answers in its exercise's folder: course/*/exercises/*."""

import ast
import tomllib
from pathlib import Path

import pytest
from learner import load

from lablib import check
from lablib.checks import Outcome
from lablib.checks.catalogue import has
from lablib.checks.grading import GRADERS

ROOT = Path(__file__).parents[2]
EXERCISES = sorted(path.parent for path in ROOT.glob("course/*/exercises/*/exercise.toml"))


def facts(exercise):
    return tomllib.loads((exercise / "exercise.toml").read_text("utf-8"))


def named(file):
    """The misconception and the message id in the first line of a wrong answer."""
    head = file.read_text("utf-8").splitlines()[0]
    misconception, _, message = head.removeprefix("# ").partition(" -> ")
    return misconception, message


def answers(pattern):
    return [
        pytest.param(exercise, file, id=f"{exercise.name}/{file.relative_to(exercise).with_suffix('')}")
        for exercise in EXERCISES
        for file in sorted(exercise.glob(pattern))
    ]


def graded(exercise, file):
    return check(facts(exercise)["id"], load(file, exercise.name))


def test_there_are_exercises_and_each_has_a_grader():
    assert {facts(exercise)["id"] for exercise in EXERCISES} == set(GRADERS)


@pytest.mark.parametrize(("exercise", "file"), answers("starter.py"))
def test_an_untouched_starter_is_not_attempted(exercise, file):
    verdict = graded(exercise, file)
    assert (verdict.outcome, verdict.message.id) == (Outcome.NOT_ATTEMPTED, "check.not-attempted")


@pytest.mark.parametrize(("exercise", "file"), answers("solution.py") + answers("accepted/*.py"))
def test_what_is_right_passes(exercise, file):
    verdict = graded(exercise, file)
    assert verdict.outcome == Outcome.PASSED, str(verdict)


@pytest.mark.parametrize(("exercise", "file"), answers("wrong/*.py"))
def test_a_wrong_answer_gets_the_message_that_it_names(exercise, file):
    verdict = graded(exercise, file)
    assert verdict.outcome in (Outcome.WRONG, Outcome.RAISED)
    assert verdict.message.id == named(file)[1], str(verdict)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda path: path.name)
def test_every_misconception_has_a_wrong_answer_and_every_wrong_answer_a_misconception(exercise):
    assert {named(file)[0] for file in exercise.glob("wrong/*.py")} == set(facts(exercise)["misconceptions"])


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda path: path.name)
def test_an_exercise_is_complete(exercise):
    said = facts(exercise)
    assert all(said[name] for name in ("id", "title", "objective", "minutes"))
    assert len(list(exercise.glob("wrong/*.py"))) >= 3
    assert len(list(exercise.glob("accepted/*.py"))) >= 1
    assert all(has(named(file)[1]) for file in exercise.glob("wrong/*.py"))


def does_nothing(*_):
    pass


def returns_its_input(*given):
    return given[-1]


def raises(*_):
    raise ZeroDivisionError("division by zero")


def returns_an_empty_list(*_):
    return []


@pytest.mark.parametrize("answer", [does_nothing, returns_its_input, raises, returns_an_empty_list])
@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda path: path.name)
def test_no_grader_passes_a_function_that_does_no_work(exercise, answer):
    assert check(facts(exercise)["id"], answer).outcome != Outcome.PASSED


@pytest.mark.parametrize(("exercise", "file"), answers("**/*.py"))
def test_an_answer_is_python_that_defines_its_function(exercise, file):
    defined = [
        node.name for node in ast.parse(file.read_text("utf-8")).body if isinstance(node, ast.FunctionDef)
    ]
    assert exercise.name in defined
