"""`lablib exam`: letters and numbers from the terminal, the score, and what to read again."""

import re

import pytest
from typer.testing import CliRunner

from lablib.cli.app import app
from lablib.teaching.course import repo_root
from lablib.teaching.exam import LETTERS, draw_exam, read_templates

ASKED = draw_exam(read_templates(repo_root() / "course"), 7, 15)


def right(question):
    if question.options:
        return LETTERS[question.options.index(question.right)]
    return str(question.right.value)


def wrong(question):
    """An answer that a misconception leads to, or a number that none leads to."""
    if question.options:
        return LETTERS[question.options.index(question.wrong[0])]
    return str(question.wrong[0].value) if question.wrong else "0.123"


def taken(typed, *options):
    result = CliRunner().invoke(app, ["exam", "--seed", "7", *options], input=typed)
    assert result.exit_code == 0, result.output
    return result.output


def test_all_right_is_the_full_score_and_nothing_to_read_again():
    said = taken("".join(f"{right(each)}\n" for each in ASKED))
    assert "Score: 15 of 15.\nThe same exam again: lablib exam --seed 7." in said
    assert "Read again" not in said


def test_a_miss_is_told_with_the_answer_the_belief_and_the_lab():
    answers = [wrong(ASKED[0]), *map(right, ASKED[1:])]
    said = taken("".join(f"{each}\n" for each in answers))
    score, review = said.partition("Score: ")[2].split("\n", 1)
    assert score == "14 of 15."
    assert review.startswith("1. You said ")
    assert f"It is {ASKED[0].right.text}. {ASKED[0].why}\n   Not so: “" in review
    assert re.findall("Read again: lab (..)", review) == [ASKED[0].template.lab]


def test_a_number_that_is_near_enough_is_told_with_the_right_one_and_what_counts():
    place = next(place for place, each in enumerate(ASKED) if each.template.close)
    answers = [right(each) for each in ASKED]
    answers[place] = str(ASKED[place].right.value * 1.005)
    said = taken("".join(f"{each}\n" for each in answers))
    assert "Score: 15 of 15." in said
    assert f"It is {ASKED[place].right.text}. Up to 1% off counts as right." in said


def test_an_open_question_and_the_end_of_the_input_are_misses_that_name_their_labs():
    said = taken(f"\n{right(ASKED[1])}\n")
    assert "Score: 1 of 15." in said
    assert "1. You left it open. It is" in said
    assert re.findall("Read again: lab (..)", said) == [
        each.template.lab for place, each in enumerate(ASKED) if place != 1
    ]


def test_what_is_no_answer_is_asked_for_again():
    said = taken("".join(f"what?\n{right(each)}\n" for each in ASKED))
    assert said.count("'what?' is no ") == 15
    assert "Score: 15 of 15." in said


def test_so_many_questions_are_asked_as_one_wants():
    assert "Final exam, seed 7: 3 questions." in taken("\n\n\n", "--questions", "3")


def test_without_a_seed_one_is_drawn_and_told():
    result = CliRunner().invoke(app, ["exam", "--questions", "1"], input="")
    seed = re.search(r"Final exam, seed (\d+): 1 question\.", result.output)[1]
    assert f"lablib exam --seed {seed}." in result.output


@pytest.mark.parametrize("option", [["--seed", "seven"], ["--seed", "-1"], ["--questions", "0"]])
def test_an_option_that_is_no_number_is_refused(option):
    assert CliRunner().invoke(app, ["exam", *option]).exit_code == 2
