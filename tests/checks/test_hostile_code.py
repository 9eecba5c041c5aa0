"""Whatever a learner's function does, it gets a message, and the kernel and the world around stay whole."""

import logging
import sys
import time

import boto3
import pytest
from learner import cell

from lablib import World, check
from lablib.checks import Outcome

HEAD = """
import sys

def send_all(kinesis, stream, events):
    records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events[:500]]
"""


def graded(body):
    body = "\n".join(f"    {line}" for line in body.splitlines())
    return check("02.1", cell(HEAD + body, "send_all"))


ENDLESS = {
    "calls": "while True:\n    kinesis.put_records(StreamName=stream, Records=records)",
    "pauses": "while True:\n    time.sleep(60)",
    "calls of another kind": "while True:\n    kinesis.list_shards(StreamName=stream)",
    "catching all": "while True:\n    try:\n        kinesis.put_records(StreamName=stream, Records=records)\n"
    "    except:\n        time.sleep(1)",
}

CATCHES_ALL = "while True:\n    try:\n        print('x' * 1_000)\n    except:\n        pass"


@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS)
def test_an_endless_loop_ends(body):
    verdict = graded(body)
    assert verdict.outcome == Outcome.WRONG
    assert verdict.message.id in ("02.1.never-ends", "02.1.never-gives-up")


@pytest.mark.parametrize(
    ("body", "outcome", "message"),
    [
        ("sys.exit(3)", Outcome.RAISED, "check.exits"),
        ("while True:\n    print('x' * 1_000)", Outcome.WRONG, "check.floods"),
        (CATCHES_ALL, Outcome.WRONG, "check.floods"),
        ("return undefined", Outcome.RAISED, "check.raised"),
        ("kinesis.put_records(StreamName=stream)", Outcome.RAISED, "check.raised"),
        ("return ...", Outcome.NOT_ATTEMPTED, "check.not-attempted"),
        ("return 0", Outcome.WRONG, "02.1.returned-no-list"),
        ("return records", Outcome.WRONG, "02.1.returned-not-events"),
    ],
)
def test_it_gets_the_message(body, outcome, message):
    verdict = graded(body)
    assert (verdict.outcome, verdict.message.id) == (outcome, message), str(verdict)


@pytest.mark.parametrize("answer", [None, ...])
def test_no_function_yet_is_not_attempted(answer):
    assert check("02.1", answer).outcome == Outcome.NOT_ATTEMPTED


def test_a_result_in_place_of_the_function_is_told():
    assert check("02.1", []).message.id == "check.not-a-function"


def test_an_exercise_that_does_not_exist_is_told_with_those_that_do():
    with pytest.raises(ValueError, match=r"no exercise '02.9'; there are: 02.1-send-all"):
        check("02.9", print)


def test_a_traceback_has_the_learners_own_lines_alone():
    verdict = graded("def helper():\n    return records['no']\nreturn helper()")
    assert [line.partition(":")[0] for line in verdict.code] == [
        "send_all, line 8",
        "helper, line 7",
        "TypeError",
    ]


def test_the_world_around_is_as_it_was():
    with World(seed=3) as outer:
        kinesis = boto3.client("kinesis")
        kinesis.create_stream(StreamName="mine", ShardCount=1)
        time.sleep(100)
        before = outer.clock.now_us, time.time(), time.monotonic(), outer.totals()
        streams, threw = (sys.stdout, sys.stderr), []
        for body in ("return []", "sys.exit()", ENDLESS["catching all"]):
            threw.append(graded(body).outcome)
            assert (outer.clock.now_us, time.time(), time.monotonic(), outer.totals()) == before
        assert (sys.stdout, sys.stderr) == streams
        assert threw == [Outcome.WRONG, Outcome.RAISED, Outcome.WRONG]
        assert kinesis.list_streams()["StreamNames"] == ["mine"]
        time.sleep(1)
        assert time.time() >= before[1] + 1


def test_a_trial_writes_into_nobodys_log():
    seen = []
    log, handler = logging.getLogger("gateway"), logging.Handler()
    handler.emit = seen.append
    handlers = list(logging.root.handlers)
    log.addHandler(handler)
    try:
        graded("logging.warning('root')\nlog.error('mine')\nreturn records")
    finally:
        log.removeHandler(handler)
    assert seen == []
    assert logging.root.handlers == handlers


def test_the_same_code_gets_the_same_verdict_as_text_and_as_html():
    body = "kinesis.put_records(StreamName=stream, Records=records)\nprint('<b>&')\nreturn []"
    first, second = graded(body), graded(body)
    assert (str(first), first._repr_html_()) == (str(second), second._repr_html_())
    assert repr(first) == str(first)
    assert "&lt;b&gt;&amp;" in first._repr_html_()
    assert "<b>" not in first._repr_html_()
