"""`lablib exam`: letters and numbers from the terminal, the score, and what to read again."""

import json
import re

import pytest
from typer.testing import CliRunner

from lablib.cli import app as commands
from lablib.cli.app import app
from lablib.teaching.course import repo_root
from lablib.teaching.exam import LETTERS, draw_exam, read_templates

ASKED = draw_exam(read_templates(repo_root() / "course"), 7, 15)


@pytest.fixture(autouse=True)
def clone(tmp_path, monkeypatch):
    """A clone whose learner has done nothing yet."""
    for folder in ("course", "labs"):
        (tmp_path / folder).symlink_to(repo_root() / folder)
    monkeypatch.setattr(commands, "course_here", lambda: tmp_path)
    return tmp_path


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


def status():
    return " ".join(CliRunner().invoke(app, ["status"]).output.split())


def with_so_many_right(count):
    return "".join(f"{(right if place < count else wrong)(each)}\n" for place, each in enumerate(ASKED))


def test_status_shows_the_last_exam_and_the_best_of_several(clone):
    assert "Final exam" not in status()
    taken(with_so_many_right(12))
    assert "Final exam: 12 of 15 right, with seed 7." in status()
    taken(with_so_many_right(14))
    taken(with_so_many_right(9))
    said = "Final exam: 9 of 15 right the last time, with seed 7. Your best of 3 exams: 14 of 15."
    assert said in status()
    assert CliRunner().invoke(app, ["reset", "02"]).exit_code == 0
    assert said in status()


def test_an_exam_that_ended_early_is_not_kept_and_says_so(clone):
    said = taken(f"{right(ASKED[0])}\n")
    assert "Score: 1 of 15.\nYou ended the exam early, so lablib status doesn't show it.\n2. You left" in said
    assert not (clone / "work").exists()


def test_a_score_that_cannot_be_saved_is_said_and_the_review_goes_on(clone):
    (clone / "work").write_text("a file in the place of the folder")
    said = taken(with_so_many_right(14))
    assert "Score: 14 of 15.\nlablib couldn't save your score in " in said
    assert "Read again: lab" in said


def test_the_rest_of_the_progress_stays_as_it_is(clone):
    (clone / "work").mkdir()
    file = clone / "work" / "progress.json"
    file.write_text(json.dumps({"exercises": {"02.1-read": {"attempts": 2, "passed": True}}}))
    taken(with_so_many_right(15))
    kept = json.loads(file.read_text())
    assert kept["exercises"]["02.1-read"]["passed"] is True
    assert kept["exams"] == [{"seed": 7, "right": 15, "of": 15}]
