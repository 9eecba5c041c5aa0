"""Every grader is proven by the answers in its exercise's folder: course/*/exercises/*.

Make nightly grades every answer from all trials. Make test grades wrong answers up to the trial that decides,
and not all of them: where trials are short, a third; where they are long, two that are found out first.
That the solution passes, it sees in the solutions' notebooks.
"""

import ast
from collections import defaultdict

import pytest
from learner import load, quickly_graded
from one_in import one_in

from lablib import check
from lablib.teaching.checks import Outcome
from lablib.teaching.course import find_exercise, labs

EXERCISES = [exercise for lab in labs() for exercise in lab.exercises]


def named(file):
    """The misconception and the message id in the first line of a wrong answer."""
    head = file.read_text("utf-8").splitlines()[0]
    misconception, _, message = head.removeprefix("# ").partition(" -> ")
    return misconception, message


def answers(*patterns):
    return [
        pytest.param(exercise, file, id=f"{exercise.id}/{file.relative_to(exercise.folder).with_suffix('')}")
        for exercise in EXERCISES
        for pattern in patterns
        for file in sorted(exercise.folder.glob(pattern))
    ]


def graded(exercise, file):
    return check(exercise.id, load(file, exercise.facts.answer))


FOUND_OUT_FIRST = {
    "00.1": ("in_per_cent", "as_text"),
    "01.3": ("no_pause", "loops_over_an_open_shard"),
    "02.2": ("one_call_for_all", "counts_and_raises"),
    "02.3": ("no_try_around_the_call", "loops_for_ever"),
    "03.2": ("three_tries", "overflows"),
    "03.3": ("one_attempt", "no_limit"),
    "04.1": ("failed_records", "incoming"),
    "04.2": ("shard_of_the_neighbour", "as_logged"),
    "04.3": ("two_keys", "the_tenant"),
    "04.4": ("a_hundred", "one_dict"),
    "05.1": ("by_division", "auto"),
    "06.2": ("a_number", "own_names"),
    "06.3": ("text_alone", "pattern_alone"),
    "07.1": ("the_event_itself", "newest"),
    "07.2": ("a_sentence", "nothing_to_do"),
    "07.3": ("numbers", "not_in_the_stream"),
    "08.2": ("payload", "counts"),
    "08.3": ("half_a_minute_of_age", "a_number"),
    "09.2": ("never_concludes", "names_all_three"),
    "10.1": ("ignores_sender_fault", "returns_a_number"),
    "10.2": ("drops_what_comes_back", "returns_none"),
    "11.2": ("says_how_many", "every_run"),
}
"""The exercises with long or many trials, and two wrong answers that need few of them."""
LONG_UNTIL_IT_PASSES = ("03.1", *FOUND_OUT_FIRST)


def accepted_answers():
    """Right answers beside the solution. Make test grades the first of an exercise with short trials."""
    for param in answers("accepted/*.py"):
        exercise, file = param.values
        first = file == min(exercise.folder.glob("accepted/*.py"))
        in_make_test = first and exercise.number not in LONG_UNTIL_IT_PASSES
        yield pytest.param(*param.values, id=param.id, marks=() if in_make_test else pytest.mark.nightly)


def wrong_answers():
    """Those of make test."""
    of = defaultdict(list)
    for param in answers("wrong/*.py"):
        of[param.values[0].number].append(param)
    for number, params in of.items():
        if first := FOUND_OUT_FIRST.get(number):
            yield from (param for param in params if param.values[1].stem in first)
        else:
            yield from params[::3]


each_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
every_third_exercise = pytest.mark.parametrize(
    "exercise", one_in(3, EXERCISES), ids=lambda exercise: exercise.id
)
"""In make test; in make nightly each."""


@pytest.mark.parametrize(("exercise", "file"), answers("starter.py"))
def test_an_untouched_starter_is_not_attempted(exercise, file):
    verdict = graded(exercise, file)
    assert (verdict.outcome, verdict.message.id) == (Outcome.NOT_ATTEMPTED, "check.not-attempted")


@pytest.mark.nightly
@pytest.mark.parametrize(("exercise", "file"), answers("solution.py"))
def test_the_solution_passes(exercise, file):
    verdict = graded(exercise, file)
    assert verdict.outcome == Outcome.PASSED, str(verdict)


@pytest.mark.slow
@pytest.mark.parametrize(("exercise", "file"), list(accepted_answers()))
def test_another_right_answer_passes(exercise, file):
    verdict = graded(exercise, file)
    assert verdict.outcome == Outcome.PASSED, str(verdict)


def is_told_what_the_file_names(verdict, file):
    assert verdict.outcome in (Outcome.WRONG, Outcome.RAISED)
    assert verdict.message.id == named(file)[1], str(verdict)


@pytest.mark.slow
@pytest.mark.parametrize(("exercise", "file"), list(wrong_answers()))
def test_a_wrong_answer_gets_the_message_that_it_names(exercise, file):
    is_told_what_the_file_names(quickly_graded(exercise, load(file, exercise.facts.answer)), file)


@pytest.mark.nightly
@pytest.mark.parametrize(("exercise", "file"), answers("wrong/*.py"))
def test_every_wrong_answer_gets_its_message_from_all_trials(exercise, file):
    is_told_what_the_file_names(graded(exercise, file), file)


def test_what_is_found_out_first_is_there():
    for number, names in FOUND_OUT_FIRST.items():
        for name in names:
            assert (find_exercise(EXERCISES, number).folder / "wrong" / f"{name}.py").is_file()


@each_exercise
def test_every_misconception_has_a_wrong_answer_and_every_wrong_answer_a_misconception(exercise):
    met = {named(file)[0] for file in exercise.folder.glob("wrong/*.py")}
    assert met == set(exercise.facts.misconceptions)


def does_nothing(*_):
    pass


def returns_its_first_argument(*given):
    return given[0]


def returns_its_last_argument(*given):
    return given[-1]


def raises(*_):
    raise ZeroDivisionError("division by zero")


def returns_an_empty_list(*_):
    return []


@pytest.mark.slow
@pytest.mark.parametrize(
    "answer",
    [
        does_nothing,
        pytest.param(returns_its_first_argument, marks=pytest.mark.nightly),
        pytest.param(returns_its_last_argument, marks=pytest.mark.nightly),
        pytest.param(raises, marks=pytest.mark.nightly),
        pytest.param(returns_an_empty_list, marks=pytest.mark.nightly),
    ],
)
@every_third_exercise
def test_no_grader_passes_a_function_that_does_no_work(exercise, answer):
    assert quickly_graded(exercise, answer).outcome != Outcome.PASSED


@each_exercise
def test_an_answer_is_python_that_defines_what_is_asked_for(exercise):
    for pattern in ("[!g]*.py", "accepted/*.py", "wrong/*.py"):
        for file in exercise.folder.glob(pattern):
            nodes = ast.parse(file.read_text("utf-8")).body
            defined = [node.name for node in nodes if isinstance(node, ast.FunctionDef)]
            assert exercise.facts.answer in defined, file
