"""What learners really write gets the verdict that is written down for it: course/*/exercises/*/blind.

Make nightly grades all, from all trials. Make test grades some of them up to the trial that decides: every
eighth where that takes no time to speak of, every eighteenth where it takes little, and none where it takes
long: of those it grades two of `wrong/` that are found out first (test_exercises.py).
"""

from functools import partial

import pytest
from blind_answers import (
    PASSED,
    SETS,
    answers_in,
    card_of,
    folder_of,
    is_right,
    quick_card_of,
    read_verdicts,
    warm,
)
from warm_process import WarmProcess

from lablib.teaching.checks import message_catalogue
from lablib.teaching.checks.check_failure import NO_VERDICT
from lablib.teaching.course import labs

EXERCISES = [exercise for lab in labs() for exercise in lab.exercises]
AT_ONCE = ("02.1", "05.2", "05.3", "06.1", "08.1")
"""The exercises that grade an answer in a tenth of a second of computing, once one has been graded."""
SOON = ("01.1", "01.2", "03.2", "03.3", "05.1", "06.3")
"""Those that take a little more. The others take up to three seconds."""


def name_of(exercise, file):
    return file.relative_to(folder_of(exercise)).as_posix()


def answers(of_each):
    """The blind answers; `of_each` chooses those of an exercise."""
    chosen = [
        pytest.param(exercise, file, id=f"{exercise.id}/{name_of(exercise, file)}")
        for exercise in EXERCISES
        for file in of_each(exercise, answers_in(folder_of(exercise)))
    ]
    return pytest.mark.parametrize(("exercise", "file"), chosen)


def some(exercise, files):
    if exercise.number in AT_ONCE:
        return files[::8]
    return files[::18] if exercise.number in SOON else []


@pytest.fixture(scope="session")
def process():
    with WarmProcess(partial(warm, AT_ONCE)) as process:
        yield process


def gets_what_is_written_down(card, exercise, file):
    written = read_verdicts(exercise)[name_of(exercise, file)]
    assert card.verdict == written.now, card.text


@pytest.mark.slow
@answers(some)
def test_a_blind_answer_gets_the_verdict_that_is_written_down(process, exercise, file):
    gets_what_is_written_down(process.run(quick_card_of, exercise.number, file), exercise, file)


@pytest.mark.nightly
@answers(lambda exercise, files: files)
def test_every_blind_answer_gets_its_verdict_from_all_trials(process, exercise, file):
    gets_what_is_written_down(process.run(card_of, exercise.number, file), exercise, file)


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_wrong_blind_answers_are_refused_and_right_ones_accepted_or_it_is_said_why_not(exercise):
    for file in answers_in(folder_of(exercise)):
        name = name_of(exercise, file)
        written = read_verdicts(exercise)[name]
        judged_rightly = (written.now == PASSED) == is_right(file)
        assert written.remark or judged_rightly != bool(written.open), name
        assert written.now != NO_VERDICT, f"{name}: the check itself fails"


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_the_verdicts_name_the_answers_that_there_are_and_messages_that_there_are(exercise):
    verdicts = read_verdicts(exercise)
    assert set(verdicts) == {name_of(exercise, file) for file in answers_in(folder_of(exercise))}
    told = {each.now for each in verdicts.values()} - {PASSED}
    assert {id_ for id_ in told if not message_catalogue.has(id_)} == set()


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_blind_answer_lies_in_a_set_as_wrong_or_right_and_begins_with_what_its_author_believed(exercise):
    for file in answers_in(folder_of(exercise)):
        a_set, kind, _ = file.relative_to(folder_of(exercise)).parts
        assert (a_set in SETS, kind in ("wrong", "right")) == (True, True)
        assert file.read_text("utf-8").startswith("# ")
