"""`lablib run --as <misconception>`: which checks stop it, and with which words."""

from __future__ import annotations

import msgspec
import pytest
from rich.console import Console
from typer.testing import CliRunner

from lablib.cli import app
from lablib.cli.run_misconception import play_misconception
from lablib.teaching.checks import misconception_played, progress
from lablib.teaching.checks.message_catalogue import Message
from lablib.teaching.checks.misconception_played import turns
from lablib.teaching.checks.verdict import Outcome, Verdict
from lablib.teaching.course import labs, read_misconceptions, repo_root

HEAD = """sums-tell-the-loss
  Belief: The loss is the difference between two sums.
  Fact: A sum counts a copy as well"""


@pytest.fixture
def lablib(monkeypatch):
    """Types a command in this course; no line is wrapped."""
    monkeypatch.setattr(app, "console", Console(highlight=False, width=200))

    def run(*arguments):
        result = CliRunner().invoke(app.app, ["run", *arguments])
        return result.exit_code, result.output

    return run


@pytest.mark.slow
def test_an_exercise_is_answered_from_the_belief_and_the_checks_words_are_shown(
    lablib, monkeypatch, tmp_path
):
    monkeypatch.setenv(progress.VARIABLE, str(tmp_path / progress.FILE))
    code, output = lablib("0", "--as", "sums-tell-the-loss")
    assert code == 0
    assert output.startswith(HEAD)
    assert "  Source: lab 00, cell proven\n" in output
    first, *_, summary = output.split("\n\n")[1:]
    title, answer, *words = first.splitlines()
    assert title == "00.1-shortfall: stopped, 00.1.copies-hide-it"
    assert answer == "  Answer: wrong/subtracts_sums.py"
    assert [text.split(":")[0].strip() for text in words] == [
        "Expected",
        "Your code",
        "That means",
        "Look at",
    ]
    assert summary == (
        "Met in lab 00. Answers given from it: 1, stopped: 1. Exercises answered with the reference "
        "solution: 0, passed: 0.\n"
    )
    assert list(tmp_path.iterdir()) == []  # it is no attempt of the learner


@pytest.mark.slow
def test_a_question_is_answered_from_it_and_the_exercises_with_the_reference_solution(lablib):
    code, output = lablib("0", "--as", "a-timeout-is-a-no")
    assert code == 0
    title, answer, question, explanation = output.split("\n\n")[1].splitlines()
    assert title == "00 recall, question 3: stopped, b is not right"
    assert answer == "  Answer: The amount is there once, since a call that times out isn't carried out."
    assert question.startswith("  Question: You make a call that bills a customer.")
    assert explanation.startswith("  Explanation: You know that the answer didn't arrive.")
    assert output.endswith(
        "Met in lab 00. Answers given from it: 1, stopped: 1. Exercises answered with the reference "
        "solution: 1, passed: 1.\n"
    )


def test_a_prediction_is_made_from_it(lablib, monkeypatch):
    every_check_ends(monkeypatch, Outcome.PASSED, "00.1.passed")
    _, output = lablib("0", "--as", "a-log-shows-every-loss")
    title, answer, question, explanation = output.split("\n\n")[1].splitlines()
    assert title == "00 prediction, missing: stopped, the run shows otherwise"
    assert answer == "  Answer: 0"
    assert question.startswith("  Question: What percentage of the tokens")
    assert explanation.startswith("  Explanation: A log without errors suggests 0.")


@pytest.mark.parametrize(
    ("lab", "misconception", "says"),
    [
        ("5", "the-poison-needs-a-deploy", "The text of lab 07 says what is true."),
        ("5", "sums-tell-the-loss", "Others are; play all labs: lablib run --as sums-tell-the-loss"),
    ],
)
def test_what_nothing_in_the_labs_is_answered_from_says_what_else_tells_it(lablib, lab, misconception, says):
    code, output = lablib(lab, "--as", misconception)
    none = "No exercise and no question of these labs is answered from it."
    assert (code, output.split("\n\n")[1]) == (0, f"{none} {says}\n")


def test_a_belief_that_nothing_in_the_course_meets_is_said_to_be_uncovered(capsys):
    belief = read_misconceptions(repo_root() / "course")["the-poison-needs-a-deploy"]
    unmet = msgspec.structs.replace(belief, met_by="nothing")
    assert play_misconception(repo_root(), ["05_capacity_choices"], "unmet", unmet, Console(width=200))
    assert capsys.readouterr().out.endswith(
        "these labs is answered from it. The course doesn't cover it yet.\n"
    )


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("no-exeption", "; near it: no-exception-means-stored"),
        ("dlq", "; near it: function-dlq-catches-streams"),
        ("xyzzy", ""),
    ],
)
def test_an_unknown_misconception_is_refused_with_those_that_are_near(lablib, typed, near):
    code, output = lablib("--as", typed)
    assert code == 2
    said = f"'{typed}' is not one of untouched, perfect, me, nor an id in course/misconceptions.toml{near}."
    assert said in " ".join(output.replace("│", " ").split())


def every_check_ends(monkeypatch, outcome, message):
    said = Message(message, "x", "x", "x", "x")
    monkeypatch.setattr(misconception_played, "check", lambda exercise, _: Verdict(exercise, outcome, said))


@pytest.mark.parametrize(
    ("misconception", "outcome", "message", "fault"),
    [
        ("sums-tell-the-loss", Outcome.PASSED, "00.1.passed", "the check lets this wrong answer pass"),
        (
            "sums-tell-the-loss",
            Outcome.WRONG,
            "00.1.rounded",
            "it gets 00.1.rounded, and its first line names 00.1.copies-hide-it",
        ),
        (
            "a-timeout-is-a-no",
            Outcome.WRONG,
            "00.1.rounded",
            "the reference solution doesn't pass: it gets 00.1.rounded",
        ),
    ],
)
def test_a_check_that_does_not_do_what_the_course_says_is_a_fault(
    lablib, monkeypatch, misconception, outcome, message, fault
):
    every_check_ends(monkeypatch, outcome, message)
    code, output = lablib("0", "--as", misconception)
    assert code == 1
    assert f"00.1-shortfall: fault: {fault}\n" in output


def test_whatever_the_course_says_is_met_by_an_exercise_or_a_question_is_answered_from_it():
    table = read_misconceptions(repo_root() / "course")
    some = {id_: table[id_] for id_ in sorted(table)[::15]}
    met = {id_ for id_ in some if any(turn.is_believed for turn in turns(labs(), id_))}
    assert met == {id_ for id_, each in some.items() if each.met_by in ("exercise", "question")}


def test_each_question_and_each_exercise_has_its_turn_in_the_order_of_the_course(monkeypatch):
    every_check_ends(monkeypatch, Outcome.WRONG, "00.1.copies-hide-it")
    given = turns(labs(), "sums-tell-the-loss")
    questions = sum(len(asked) for lab in labs() for asked in lab.questions.asked().values())
    assert len(given) == questions + sum(len(lab.exercises) for lab in labs())
    believed = [turn.grade().place for turn in given if turn.is_believed]
    assert believed == ["00.1-shortfall", "01 recall, question 2"]


@pytest.mark.nightly
def test_a_misconception_of_several_labs_is_stopped_in_each_and_all_other_solutions_pass(lablib):
    code, output = lablib("--as", "only-throttles-fail")
    assert code == 0
    assert (
        "Met in labs 02, 04. Answers given from it: 3, stopped: 3. Exercises answered with the reference "
        in output
    )
