"""Whatever a learner's function does, it gets a message, and the kernel and the world around stay whole."""

import json
import logging
import random
import sys
import time

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ParamValidationError
from learner import cell, quickly_graded

from lablib import World, check
from lablib.teaching.checks import Outcome
from lablib.teaching.checks.grading import exercise_called
from lablib.teaching.checks.learner_traceback import own_lines, summary

pytestmark = pytest.mark.slow

RECORDS = """
    records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events[:500]]
"""
HEADS = {
    "02.1": ("failed_events", "(events, answer):\n"),
    "02.2": ("send_all", f"(kinesis, stream, events):{RECORDS}"),
    "02.3": ("send_or_give_up", f"(kinesis, stream, events, dead_letter):{RECORDS}"),
}


def graded(body, number="02.2"):
    name, head = HEADS[number]
    body = "\n".join(f"    {line}" for line in body.splitlines())
    answer = cell(f"import random\nimport sys\n\ndef {name}{head}{body}", name)
    return quickly_graded(exercise_called(number), answer)


ONE_AND_NIGHTLY_ALL = [
    pytest.param(number, marks=() if number == "02.2" else pytest.mark.nightly) for number in HEADS
]

ENDLESS = {
    "calls": "while True:\n    kinesis.put_records(StreamName=stream, Records=records)",
    "pauses": "while True:\n    time.sleep(60)",
    "calls of another kind": "while True:\n    kinesis.list_shards(StreamName=stream)",
    "catching all": "while True:\n    try:\n        kinesis.put_records(StreamName=stream, Records=records)\n"
    "    except:\n        time.sleep(1)",
}

CATCHES_ALL = "while True:\n    try:\n        print('x' * 1_000)\n    except:\n        pass"


@pytest.mark.parametrize("number", ["02.2", pytest.param("02.3", marks=pytest.mark.nightly)])
@pytest.mark.parametrize(
    "kind",
    [
        "pauses",
        pytest.param("catching all", marks=pytest.mark.nightly),  # graded below as well
        pytest.param("calls", marks=pytest.mark.nightly),
        pytest.param("calls of another kind", marks=pytest.mark.nightly),
    ],
)
def test_an_endless_loop_ends(kind, number):
    verdict = graded(ENDLESS[kind], number)
    assert (verdict.outcome, verdict.message.id) == (Outcome.WRONG, "producer.never-ends")


@pytest.mark.nightly
def test_an_endless_loop_in_an_outage_ends():
    body = """
for start in range(0, len(events), 500):
    pending = events[start : start + 500]
    while pending:
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
        try:
            results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            pending = [event for event, result in zip(pending, results) if "ErrorCode" in result]
        except Exception:
            pass
        if pending:
            time.sleep(random.random())
return 0"""
    verdict = graded(body, "02.3")
    assert (verdict.outcome, verdict.message.id) == (Outcome.WRONG, "producer.never-gives-up")


def test_dead_letters_without_end_end():
    verdict = graded("while True:\n    dead_letter(events[0])", "02.3")
    assert (verdict.outcome, verdict.message.id) == (Outcome.WRONG, "producer.never-ends")


def test_who_gives_up_all_without_a_try_has_attempted_it():
    verdict = graded("for event in events:\n    dead_letter(event)", "02.3")
    assert (verdict.outcome, verdict.message.id) == (Outcome.WRONG, "producer.given-up-unsent")


@pytest.mark.parametrize("number", HEADS)
@pytest.mark.parametrize(
    ("body", "outcome", "message"),
    [
        ("sys.exit(3)", Outcome.RAISED, "check.exits"),
        ("while True:\n    print('x' * 1_000)", Outcome.WRONG, "check.floods"),
        (CATCHES_ALL, Outcome.WRONG, "check.floods"),
        ("return undefined", Outcome.RAISED, "check.raised"),
        ("return ...", Outcome.NOT_ATTEMPTED, "check.holes"),
    ],
)
def test_it_gets_the_message(body, outcome, message, number):
    verdict = graded(body, number)
    assert (verdict.outcome, verdict.message.id) == (outcome, message), str(verdict)


@pytest.mark.parametrize(
    ("number", "body", "message"),
    [
        ("02.1", "events.pop()\nreturn []", "check.changes-input"),
        ("02.2", "kinesis.put_records(StreamName=stream)", "check.raised"),
        ("02.2", "kinesis.put_records(StreamName=stream, Records=[{}])", "producer.data-not-the-event"),
        ("02.2", "return 0", "producer.never-sent"),
        ("02.3", "return 0", "producer.never-sent"),
        ("02.3", "dead_letter(*events)", "check.raised"),
        ("02.3", "dead_letter(event for event in events)", "producer.given-up-no-event"),
    ],
)
def test_nonsense_gets_a_message(number, body, message):
    assert graded(body, number).message.id == message


REPLACING = {
    "boto3.client": "boto3.client = print",
    "time.sleep": "time.sleep = lambda seconds: None",
    "random.uniform": "random.uniform = lambda low, high: 0",
    "json.dumps": "json.dumps = str",
    "botocore.client.BaseClient._make_api_call": "import botocore.client\n"
    "botocore.client.BaseClient._make_api_call = lambda *_: {'Records': []}",
}


@pytest.mark.parametrize("number", ONE_AND_NIGHTLY_ALL)
@pytest.mark.parametrize(("replaced", "body"), REPLACING.items(), ids=REPLACING)
def test_what_is_replaced_is_told_and_put_back(replaced, body, number):
    before = boto3.client, time.sleep, random.uniform, json.dumps, BaseClient._make_api_call
    verdict = graded(f"import boto3\n{body}", number)
    assert verdict.message.id == "check.replaces"
    assert replaced in verdict.message.did
    assert (boto3.client, time.sleep, random.uniform, json.dumps, BaseClient._make_api_call) == before


def test_what_is_imported_meanwhile_replaces_nothing():
    sys.modules.pop("json.tool", None)
    vars(json).pop("tool", None)
    assert graded("from json import tool\nreturn 0").message.id == "producer.never-sent"


@pytest.mark.parametrize("answer", [None, ...])
def test_no_function_yet_is_not_attempted(answer):
    assert check("02.2", answer).outcome == Outcome.NOT_ATTEMPTED


def test_a_result_in_place_of_the_function_is_told():
    assert check("02.2", []).message.id == "check.not-a-function"


def test_an_exercise_that_does_not_exist_is_told_with_those_that_do():
    with pytest.raises(ValueError, match=r"no exercise '02\.9'\. .*There are: .*02\.2-resend-only"):
        check("02.9", print)


def test_a_traceback_has_the_learners_own_lines_alone():
    verdict = graded("def helper():\n    return records['no']\nreturn helper()")
    assert [line.partition(":")[0] for line in verdict.code] == [
        "send_all, line 8",
        "helper, line 7",
        "TypeError",
    ]


def test_a_traceback_has_no_line_of_a_grader():
    grader = "course/02_silent_batch_loss/exercises/send_all/grader.py"
    play = cell("def play(fn):\n    return fn()", "play", grader)
    answer = cell("def answer():\n    return 1 / 0", "answer")
    with pytest.raises(ZeroDivisionError) as raised:
        play(answer)
    lines = [line.partition(",")[0] for line in own_lines(raised.value)]
    assert lines[-2:] == ["answer", "ZeroDivisionError: division by zero"]
    assert "play" not in lines


def test_a_traceback_has_no_line_of_the_simulator():
    verdict = graded("time.sleep('a moment')")
    assert [line.partition(":")[0] for line in verdict.code] == ["send_all, line 6", "TypeError"]


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


def test_an_error_is_summed_up_with_the_line_that_says_what_it_is():
    with World(), pytest.raises(ParamValidationError) as caught:
        boto3.client("kinesis").put_record(StreamName="usage", Data=1)
    assert summary(caught.value).startswith(
        "ParamValidationError: Parameter validation failed: Invalid type for parameter Data"
    )
