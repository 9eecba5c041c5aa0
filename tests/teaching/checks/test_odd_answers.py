"""`check` never ends in a traceback of its own, however an answer goes on that was right in trial one."""

import copy
import dataclasses
import re

import pytest
from blind_answers import load
from odd_values import ENDINGS, HOSTILE, PLAIN
from one_in import one_in

from lablib import check
from lablib.teaching.checks import Outcome, time_limit
from lablib.teaching.checks.attempt import Attempt
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.grading import grader_of
from lablib.teaching.course import find_exercise, labs

pytestmark = pytest.mark.slow

EXERCISES = [exercise for lab in labs() for exercise in lab.exercises]
each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
every_fourth_exercise = pytest.mark.parametrize(
    "exercise", one_in(4, EXERCISES), ids=lambda exercise: exercise.id
)
"""In make test; in make nightly each."""


class Solved:
    """An exercise whose first trial the solution has been through."""

    def __init__(self, exercise):
        self.exercise = exercise
        self.grader = grader_of(exercise.folder / "grader.py").__self__
        self.said = []
        self.answer = load(exercise, exercise.folder / "solution.py")
        self.name, play = next(iter(self.grader.trials()))
        self.seen = play(self.solution)

    def solution(self, *args, **named):
        self.said.append(self.answer(*args, **named))
        return self.said[-1]

    @property
    def asked_once(self):
        """Whether the function is called once in a trial, and what it returned is looked at as it is."""
        return len(self.said) == 1 and self.seen.returned is self.said[0]

    @property
    def asked_often(self):
        """Whether it's called many times in a trial, and a list of what it returned is looked at."""
        many = self.seen.returned
        return isinstance(many, list) and list(map(id, many)) == list(map(id, self.said))

    def verdict_if_it_had_returned(self, value):
        """The verdict on the same trial with another value: nothing runs again."""

        def play(_):
            other = copy.copy(self.seen)
            other.returned = value if self.asked_once else [value] * len(self.said)
            return other

        return self._grade([(self.name, play)], None)

    def verdict_if_it_goes_on_with(self, answer):
        """The verdict on an answer that was right in the first trial; the second runs `answer`."""
        _, second = list(self.grader.trials())[:2]
        return self._grade([(self.name, lambda _: copy.copy(self.seen)), second], answer)

    def _grade(self, trials, answer):
        return dataclasses.replace(self.grader, trials=lambda: trials).grade(self.exercise, answer)


def nothing(*_, **__):
    """What an answer returns that has forgotten a case."""


@every_fourth_exercise
def test_whatever_was_returned_there_is_a_verdict_and_a_plain_value_gets_one_that_is_about_it(exercise):
    solved = Solved(exercise)
    if not (solved.asked_once or solved.asked_often):  # the check looks at more than what was returned
        assert solved.verdict_if_it_goes_on_with(nothing).outcome == Outcome.WRONG
        return
    for what, value in {**PLAIN, **HOSTILE}.items():
        verdict = solved.verdict_if_it_had_returned(value)
        assert what in HOSTILE or verdict.outcome != Outcome.NO_VERDICT, f"{what}: {verdict}"
        assert str(verdict)
        assert verdict._repr_html_()


@pytest.fixture
def short(monkeypatch):
    """Little time for what never ends."""
    monkeypatch.setattr(time_limit, "LIMIT_CPU_S", 0.5)
    monkeypatch.setattr(time_limit, "GRACE_S", 0.2)


@pytest.mark.nightly
@pytest.mark.timeout(600)
@each_exercise
def test_whatever_it_does_in_the_second_trial_there_is_a_verdict(exercise, short):
    solved = Solved(exercise)
    assert solved.verdict_if_it_goes_on_with(nothing).outcome == Outcome.WRONG
    answers = {what: lambda *_, value=value, **__: value for what, value in {**PLAIN, **HOSTILE}.items()}
    for what, answer in {**answers, **ENDINGS}.items():
        verdict = solved.verdict_if_it_goes_on_with(answer)
        assert what in HOSTILE or verdict.outcome != Outcome.NO_VERDICT, f"{what}: {verdict}"
        assert what in PLAIN or verdict.outcome != Outcome.PASSED, f"{what}: {verdict}"
        assert str(verdict)


# --- a grader with faults ----------------------------------------------------------------------------

EXERCISE = find_exercise(EXERCISES, "02.1")
VALUE = {"a": 1}


def broken(**parts):
    """A grader of one trial, in which the answer returned `VALUE`; some part of it raises."""

    def play(answer):
        return Attempt("a trial", returned=VALUE)

    whole = {"trials": lambda: [("a trial", play)], "questions": ()} | parts
    return Grader(**whole).grade(EXERCISE, print)


def raises(_):
    raise ZeroDivisionError("division by zero")


@pytest.mark.parametrize(
    ("parts", "ended"),
    [
        ({"questions": (raises,)}, "failed_events returned {'a': 1}"),
        ({"facts": raises}, "failed_events returned {'a': 1}"),
        ({"habit": raises}, "failed_events returned {'a': 1}"),
        ({"totals": raises}, "failed_events returned {'a': 1}"),
        ({"trials": lambda: [("a trial", raises)]}, "failed_events ran"),
    ],
    ids=["a question", "the facts", "the habit", "the totals", "the trial"],
)
def test_a_fault_of_the_check_is_told_as_such_with_its_place_and_is_no_pass(parts, ended):
    verdict = broken(**parts)
    assert (verdict.outcome, verdict.message.id) == (Outcome.NO_VERDICT, "check.no-verdict")
    assert f"In the trial 'a trial' {ended}. Then the check itself failed" in verdict.message.did
    assert re.search(
        r"ZeroDivisionError: division by zero, in checks/\w+.py, line \d+\.$", verdict.message.did
    )
    assert "? 02.1-read-the-response: no verdict" in str(verdict)


@pytest.mark.parametrize(
    "finding", [("02.1.no-list", {}), ("no.such-message", {})], ids=["a fact is missing", "no such message"]
)
def test_a_message_that_cannot_be_filled_in_is_a_fault_of_the_check(finding):
    verdict = broken(questions=(lambda _: finding,))
    assert (verdict.outcome, verdict.message.id) == (Outcome.NO_VERDICT, "check.no-verdict")
    assert "KeyError" in verdict.message.did


def test_what_was_found_before_the_check_failed_is_what_it_says():
    def play(answer):
        return Attempt("a trial", returned=VALUE)

    asked = []

    def question(seen):
        asked.append(seen)
        return ("02.1.no-list", {"kind": "dict"}) if len(asked) == 1 else raises(seen)

    verdict = broken(trials=lambda: [("one", play), ("another", play)], questions=(question,))
    assert (verdict.outcome, verdict.message.id) == (Outcome.WRONG, "02.1.no-list")
    assert [line.split()[-1] for line in verdict.tried[1:]] == ["yet", "failed"]


def test_numbers_that_cannot_be_found_do_not_hide_what_was_found():
    verdict = broken(questions=(lambda _: ("check.returns-nothing", {}),), facts=raises)
    assert verdict.message.id == "check.returns-nothing"
    assert verdict.tried[1].split()[-2:] == ["not", "yet"]


class Spiteful:
    """A function that raises whatever is asked of it, but for being called."""

    def __getattr__(self, name):
        raise RuntimeError("don't look")

    def __call__(self, events, answer):
        return []


def test_a_function_that_cannot_be_looked_at_is_not_graded():
    verdict = check("02.1", Spiteful())
    assert (verdict.outcome, verdict.message.id) == (Outcome.NO_VERDICT, "check.not-begun")
    assert "RuntimeError: don't look, in checks/grading.py, line" in verdict.message.did


def test_the_stop_button_is_no_fault_of_the_check():
    def stops(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken(questions=(stops,))
