"""Mistakes in 02.1 that no misconception stands behind: slips, each with its message."""

import pytest
from learner import cell

from lablib import check

SOLUTION = """
import random

def send_all(kinesis, stream, events):
    given_up = []
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        for attempt in range(8):
            if attempt:
                time.sleep(random.uniform(0, 0.1 * 2**attempt))
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            try:
                results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            except Exception:
                results = [{"ErrorCode": "CallFailed"}] * len(pending)
            pending = [event for event, result in zip(pending, results) if "ErrorCode" in result]
            if not pending:
                break
        if pending:
            log.warning("gave up %d", len(pending))
            given_up += pending
    return given_up
"""


def said_to(*changes):
    """The message id for the solution with `(before, after)` changes in its text."""
    source = SOLUTION
    for before, after in changes:
        assert before in source
        source = source.replace(before, after)
    return check("02.1", cell(source, "send_all")).message.id


def test_without_a_slip_it_passes():
    assert said_to(("range(8)", "range(9)")) == "02.1.passed"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("json.dumps(event)", "str(event)", "02.1.data-not-the-event"),
        ("json.dumps(event)", "json.dumps(event | {'tenant': 'x'})", "02.1.data-not-the-event"),
        ('event["tenant"]}', 'event["event_id"]}', "02.1.wrong-key"),
        ("range(8)", "range(1)", "02.1.gives-up-too-soon"),
        ("return given_up", "return given_up or None", "02.1.returned-none"),
        ("range(0, len(events), 500)", "range(0, len(events), 400)", "02.1.sent-twice"),
        ("events[start : start + 500]", "events[start : start + 499]", "02.1.never-sent"),
        ("except Exception:", "except OSError:", "02.1.call-error-raised"),
        ("return given_up", "return iter(given_up)", "02.1.returned-no-list"),
        ("return given_up", "return [event['event_id'] for event in given_up]", "02.1.returned-not-events"),
        (", 500):", ", 5):", "02.1.too-many-calls"),
    ],
)
def test_a_slip_gets_its_message(before, after, message):
    step = [("start + 500", "start + 5")] if message == "02.1.too-many-calls" else []
    assert said_to((before, after), *step) == message


def test_a_loop_that_ends_only_when_something_fails_never_ends():
    assert said_to(("if not pending:", "if pending:"), ("range(8)", "iter(int, 1)")) == "02.1.never-ends"
