"""Mistakes in a producer that no misconception stands behind: slips, each with its message."""

import pytest
from learner import cell, quickly_graded

from lablib.teaching.course import find_exercise, labs

pytestmark = pytest.mark.slow


def nightly(*slip):
    """A slip that only the later trials find, or that is found as another is."""
    return pytest.param(*slip, marks=pytest.mark.nightly)


def said_to(number, *changes):
    """The message id for a solution with `(before, after)` changes in its text."""
    exercise = find_exercise((each for lab in labs() for each in lab.exercises), number)
    name, source = exercise.facts.answer, exercise.solution
    for before, after in changes:
        assert before in source
        source = source.replace(before, after)
    return quickly_graded(exercise, cell(source, name)).message.id


@pytest.mark.nightly
def test_without_a_slip_it_passes():
    assert said_to("02.2", ("min(2 * longest_s, 5)", "longest_s + 0.1")) == "02.2.passed"


STEP = "range(0, len(events), 500)"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([("json.dumps(event)", "str(event)")], "producer.data-not-the-event"),
        ([("json.dumps(event)", "json.dumps(event | {'tenant': 'x'})")], "producer.data-not-the-event"),
        ([('event["tenant"]}', 'event["event_id"]}')], "producer.wrong-key"),
        ([(STEP, "range(0, len(events), 400)")], "producer.sent-twice"),
        ([("start + 500", "start + 499")], "producer.never-sent"),
        ([(STEP, "range(0, len(events), 5)"), ("start + 500", "start + 5")], "producer.too-many-calls"),
        ([("            if pending:", "            if not pending:")], "producer.pause-for-nothing"),
    ],
)
def test_a_slip_in_send_all_gets_its_message(changes, message):
    assert said_to("02.2", *changes) == message


def test_a_loop_that_goes_on_with_nothing_left_sends_an_empty_call():
    assert said_to("02.2", ("while pending:", "while True:")) == "check.raised"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        nightly("range(MAX_ATTEMPTS)", "range(2)", "producer.gives-up-too-soon"),
        nightly("MAX_ATTEMPTS = 8", "MAX_ATTEMPTS = 9", "producer.gives-up-too-late"),
        ("(ClientError, BotoCoreError)", "OSError", "producer.call-error-raised"),
        ("(ClientError, BotoCoreError)", "(ClientErr, BotoCoreError)", "check.raised"),
        nightly("dead_letter(event)", "dead_letter([event])", "producer.given-up-no-event"),
        nightly("dead_letter(event)", 'dead_letter(event["event_id"])', "producer.given-up-no-event"),
        nightly(
            "dead_letter(event)", "dead_letter(event | {'why': 'refused'})", "producer.given-up-no-event"
        ),
        nightly("dead_letter(event)", "dead_letter(event), dead_letter(event)", "producer.given-up-stored"),
        nightly("return len(given_up)", "return len(given_up) or None", "02.3.returned-no-number"),
        nightly("return len(given_up)", "return bool(given_up)", "02.3.returned-no-number"),
        nightly("log.error", "log.info", "producer.gives-up-unlogged"),
    ],
)
def test_a_slip_in_send_or_give_up_gets_its_message(before, after, message):
    assert said_to("02.3", (before, after)) == message
