"""Tumbling windows: a state that the function carries through the records of a span of time, shard by shard.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html
"""

import boto3
from mapping_stage import ARN, STREAM, failing

WINDOW = {"TumblingWindowInSeconds": 10}


def counting(stage, **more):
    """A function that counts the records of a window."""

    def answer(names):
        return {"state": {"count": stage.events[-1]["state"].get("count", 0) + len(names)}} | more

    return answer


def seen(stage):
    """(second, names, state that came in, final or not) of each invocation."""
    return [
        (second, names, event["state"], event["isFinalInvokeForWindow"])
        for (second, names), event in zip(stage.calls, stage.events, strict=True)
    ]


def begin(stage, **settings):
    """The mapping is Enabled 13 s after the world began; a window of 10 s ends at second 7, 17, 27."""
    stage.begin("a", "b", **WINDOW | settings)
    stage.answer = counting(stage)


def test_the_state_goes_from_batch_to_batch_and_the_window_ends_with_a_last_invocation(stage):
    begin(stage)
    stage.at(3.5)
    stage.put("c")
    stage.at(12)
    assert seen(stage) == [
        (0, ["a", "b"], {}, False),
        (4, ["c"], {"count": 2}, False),
        (9, [], {"count": 3}, True),  # 7 s, and time for what arrived until then to be fetched
    ]


def test_the_event_tells_window_shard_and_stream(stage):
    begin(stage)
    stage.at(12)
    extras = {
        "window": {"start": "2026-11-02T00:00:10Z", "end": "2026-11-02T00:00:20Z"},
        "shardId": "shardId-000000000000",
        "eventSourceARN": ARN,
        "isWindowTerminatedEarly": False,
    }
    first, last = stage.events
    assert {name: first[name] for name in extras} == extras
    assert last == {
        "Records": [],
        **extras,
        "state": {"count": 2},
        "isFinalInvokeForWindow": True,
    }


def test_each_window_begins_with_a_fresh_state(stage):
    begin(stage)
    stage.at(8.5)
    stage.put("d")
    stage.at(25)
    assert seen(stage) == [
        (0, ["a", "b"], {}, False),
        (9, [], {"count": 2}, True),
        (9, ["d"], {}, False),
        (19, [], {"count": 1}, True),
    ]


def test_a_span_without_records_has_no_invocation(stage):
    begin(stage)
    stage.at(100)
    assert [final for *_, final in seen(stage)] == [False, True]


def test_records_of_two_windows_in_one_poll_are_kept_apart(stage):
    begin(stage, MaximumBatchingWindowInSeconds=20)
    stage.at(5)
    stage.put("c")
    stage.at(8)
    stage.put("d")
    stage.at(60)
    assert [(names, state, final) for _, names, state, final in seen(stage)] == [
        (["a", "b", "c"], {}, False),
        ([], {"count": 3}, True),
        (["d"], {}, False),
        ([], {"count": 1}, True),
    ]
    assert stage.fates == {"handled": 4}


def test_a_state_of_more_than_a_megabyte_ends_the_window_early(stage):
    begin(stage)
    stage.answer = lambda names: {"state": {"all": "x" * 1_048_576}} if names else None
    stage.at(3.5)
    stage.answer = counting(stage)
    stage.put("c")
    stage.at(12)
    assert [
        (
            names,
            len(event["state"].get("all", "")),
            event["isFinalInvokeForWindow"],
            event["isWindowTerminatedEarly"],
        )
        for (_, names), event in zip(stage.calls, stage.events, strict=True)
    ] == [
        (["a", "b"], 0, False, False),
        ([], 1_048_576, True, True),
        (["c"], 0, False, False),
        ([], 0, True, False),
    ]


def test_retry_attempts_apply_to_a_batch_of_a_window(stage):
    begin(stage, MaximumRetryAttempts=1)
    stage.answer = failing("a")
    stage.at(3)
    assert [what for _, what, _, _ in stage.story] == ["failed", "failed", "discarded after the last try"]


def test_retry_attempts_apply_to_the_last_invocation_and_then_the_state_is_gone(stage):
    begin(stage, MaximumRetryAttempts=1)
    stage.at(5)
    stage.answer = failing()
    stage.at(10)
    stage.answer = counting(stage)
    stage.put("d")
    stage.at(12)
    assert seen(stage)[1:] == [
        (9, [], {"count": 2}, True),
        (9.5, [], {"count": 2}, True),
        (11, ["d"], {}, False),
    ]


def test_record_age_applies(stage):
    begin(stage, MaximumRecordAgeInSeconds=60)
    stage.answer = failing("a")
    stage.at(70)
    assert stage.fates == {"dropped by age": 2}


def test_reported_failures_keep_the_state_of_before(stage):
    begin(stage, FunctionResponseTypes=["ReportBatchItemFailures"])

    def answer(names):
        done = counting(stage)(names)
        return done | stage.failures("b") if len(stage.calls) == 1 else done

    stage.answer = answer
    stage.at(3)
    assert seen(stage) == [(0, ["a", "b"], {}, False), (0.5, ["b"], {}, False)]


def test_when_the_shard_ends_its_window_closes_and_the_children_begin_anew(stage):
    stage.begin("a", TumblingWindowInSeconds=900)
    stage.answer = counting(stage)
    stage.at(1)
    boto3.client("kinesis").split_shard(
        StreamName=STREAM, ShardToSplit="shardId-000000000000", NewStartingHashKey=str(2**127)
    )
    stage.at(40)
    stage.put("b")
    stage.at(60)
    assert [(names, state, final) for _, names, state, final in seen(stage)] == [
        (["a"], {}, False),
        ([], {"count": 1}, True),
        (["b"], {}, False),
    ]


def test_each_shard_has_a_window_of_its_own(stage):
    stage.begin(shards=2, **WINDOW)
    stage.answer = counting(stage)
    stage.put("a", shard=0)
    stage.put("b", "c", shard=1)
    stage.at(12)
    finals = [
        (event["shardId"][-1], event["state"]) for event in stage.events if event["isFinalInvokeForWindow"]
    ]
    assert sorted(finals, key=str) == [("0", {"count": 1}), ("1", {"count": 2})]
