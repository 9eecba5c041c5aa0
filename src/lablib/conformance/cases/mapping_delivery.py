"""What a function gets from a stream, and what becomes of a batch that fails."""

from __future__ import annotations

import base64
import json
from typing import Any

from lablib.conformance import handlers
from lablib.conformance.case import CaseBook, Check
from lablib.conformance.environment import Deployed, Environment, Handler, Queue, Stream
from lablib.conformance.sources import (
    BATCH_FAILURES,
    DESTINATION,
    FILTERING,
    FILTERING_KINESIS,
    LAMBDA_METRICS,
    MAPPING_SNAPSHOT,
    PARAMETERS,
    RESHARDING,
    WINDOWS,
    WITH_KINESIS,
)

book = CaseBook("lambda", "delivery")
LOCALSTACK_2024 = "LocalStack, October 2024"
LOCALSTACK_NOV_2025 = "LocalStack, November 2025"
REPORTS = {"FunctionResponseTypes": ["ReportBatchItemFailures"]}
COUNTS = {"MetricsConfig": {"Metrics": ["EventCount"]}}


def _names(event: dict[str, Any]) -> list[str]:
    return [base64.b64decode(record["kinesis"]["data"]).decode() for record in event["Records"]]


def _delivered(function: Deployed) -> list[list[str]]:
    return [_names(event) for event in function.events()]


def _run(
    env: Environment,
    handler: Handler,
    *data: bytes,
    for_s: float = 60,
    function_settings: dict[str, Any] | None = None,
    **settings: Any,
) -> tuple[Stream, Deployed, str]:
    """Records in a stream of one shard, then a mapping from TRIM_HORIZON that runs for a while."""
    stream, function = env.stream(), env.deploy(handler, **function_settings or {})
    if data:
        env.put(stream, *data)
    uuid = env.mapping(stream, function, **settings)["UUID"]
    env.mapping_state(uuid)
    env.wait(for_s)
    return stream, function, uuid


def _to(queue: Queue) -> dict[str, Any]:
    return {"DestinationConfig": {"OnFailure": {"Destination": queue.arn}}}


def _failure(queue: Queue) -> dict[str, Any]:
    messages = queue.messages()
    assert len(messages) == 1, f"{len(messages)} messages arrived at the destination"
    message: dict[str, Any] = json.loads(messages[0])
    return message


@book.case("A record in the event: nine members around data, base64", MAPPING_SNAPSHOT,
           recorded=LOCALSTACK_2024, needs_function=True)  # fmt: skip
def event(env: Environment) -> None:
    stream, function, _ = _run(env, handlers.succeed, b"hello")
    [delivered] = function.events()
    [record] = delivered["Records"]
    kinesis = record.pop("kinesis")
    number, arrived = kinesis.pop("sequenceNumber"), kinesis.pop("approximateArrivalTimestamp")
    assert kinesis == {"kinesisSchemaVersion": "1.0", "partitionKey": "k", "data": "aGVsbG8="}
    assert isinstance(arrived, float)
    assert ":role/" in record.pop("invokeIdentityArn")
    assert record == {
        "eventSource": "aws:kinesis",
        "eventVersion": "1.0",
        "eventID": f"shardId-000000000000:{number}",
        "eventName": "aws:kinesis:record",
        "awsRegion": env.region,
        "eventSourceARN": stream.arn,
    }


@book.case(
    "A batch has BatchSize records at most, in the order of the shard", PARAMETERS, needs_function=True
)
def batch_size(env: Environment) -> None:
    _, function, _ = _run(env, handlers.succeed, b"a", b"b", b"c", b"d", b"e", BatchSize=2)
    delivered = _delivered(function)
    assert delivered == [["a", "b"], ["c", "d"], ["e"]], f"delivered {delivered}"


@book.case("An empty stream invokes nothing", WITH_KINESIS, needs_function=True)
def nothing_to_do(env: Environment) -> None:
    _, function, _ = _run(env, handlers.succeed)
    assert function.events() == []


@book.case("LATEST leaves what was there before", PARAMETERS, needs_function=True)
def latest(env: Environment) -> None:
    stream, function, _ = _run(env, handlers.succeed, b"old", StartingPosition="LATEST")
    env.put(stream, b"new")
    env.wait(30)
    assert _delivered(function) == [["new"]], f"delivered {_delivered(function)}"


@book.case("A window that is open gathers records into one batch", PARAMETERS, needs_function=True)
def batching_window(env: Environment) -> None:
    stream, function, _ = _run(env, handlers.succeed, for_s=5, MaximumBatchingWindowInSeconds=30)
    for letter in (b"a", b"b"):
        env.put(stream, letter)
        env.wait(5)
    env.wait(60)
    assert _delivered(function) == [["a", "b"]], f"delivered {_delivered(function)}"


@book.case("A batch comes from one shard", WITH_KINESIS, shards=2, needs_function=True)
def one_shard_a_batch(env: Environment) -> None:
    stream, function = env.stream(2), env.deploy(handlers.succeed)
    for name, hash_key in ((b"low", 0), (b"high", 2**127)):
        env.put(stream, name, ExplicitHashKey=str(hash_key))
    env.mapping_state(env.mapping(stream, function)["UUID"])
    env.wait(30)
    assert sorted(_delivered(function)) == [["high"], ["low"]], f"delivered {_delivered(function)}"


@book.case("A disabled mapping goes on where it stopped", PARAMETERS, needs_function=True)
def disabled_and_enabled(env: Environment) -> None:
    stream, function, uuid = _run(env, handlers.succeed, b"a")
    env.lambda_.update_event_source_mapping(UUID=uuid, Enabled=False)
    env.mapping_state(uuid, "Disabled")
    env.put(stream, b"b")
    env.wait(30)
    assert _delivered(function) == [["a"]], f"while disabled: {_delivered(function)}"
    env.lambda_.update_event_source_mapping(UUID=uuid, Enabled=True)
    env.mapping_state(uuid)
    env.wait(30)
    assert _delivered(function) == [["a"], ["b"]], f"delivered {_delivered(function)}"


@book.case("With the defaults a failing batch is retried, and its shard waits", WITH_KINESIS,
           needs_function=True)  # fmt: skip
def poison_pill(env: Environment) -> None:
    stream, function, _ = _run(env, handlers.fail_on_bad, b"bad", BatchSize=1)
    env.put(stream, b"good")
    env.wait(120)
    delivered = _delivered(function)
    assert len(delivered) > 3, f"{len(delivered)} invocations in three minutes"
    assert ["good"] not in delivered, "a record overtook the failing one"


@book.case("Other shards go on while one is blocked", WITH_KINESIS, shards=2, needs_function=True)
def other_shards_go_on(env: Environment) -> None:
    stream, function = env.stream(2), env.deploy(handlers.fail_on_bad)
    for name, hash_key in ((b"bad", 0), (b"good", 2**127)):
        env.put(stream, name, ExplicitHashKey=str(hash_key))
    env.mapping_state(env.mapping(stream, function)["UUID"])
    env.wait(30)
    assert ["good"] in _delivered(function), f"delivered {_delivered(function)}"


@book.case("MaximumRetryAttempts n means 1 + n invocations, then the shard goes on", MAPPING_SNAPSHOT,
           recorded=LOCALSTACK_2024, needs_function=True)  # fmt: skip
def attempts(env: Environment) -> None:
    _, function, _ = _run(
        env, handlers.fail_on_bad, b"bad", b"good", BatchSize=1, MaximumRetryAttempts=2, for_s=120
    )
    delivered = _delivered(function)
    assert delivered == [["bad"]] * 3 + [["good"]], f"delivered {delivered}"


@book.case("After a failed invocation the last result says PROBLEM: Function call failed",
           MAPPING_SNAPSHOT, recorded=LOCALSTACK_NOV_2025, needs_function=True)  # fmt: skip
def last_result(env: Environment) -> None:
    _, _, uuid = _run(env, handlers.fail, b"x")
    result = env.lambda_.get_event_source_mapping(UUID=uuid)["LastProcessingResult"]
    assert result == "PROBLEM: Function call failed", f"it says {result!r}"


@book.case("A discarded batch is described at its destination, without the data", MAPPING_SNAPSHOT,
           recorded=LOCALSTACK_NOV_2025, needs_function=True)  # fmt: skip
def failure_message(env: Environment) -> None:
    queue = env.queue()
    stream, function, _ = _run(
        env, handlers.fail, b"a", b"b", for_s=120, MaximumRetryAttempts=1, **_to(queue)
    )
    message = _failure(queue)
    batch = message["KinesisBatchInfo"]
    numbers = [record["kinesis"]["sequenceNumber"] for record in function.events()[0]["Records"]]
    assert message.keys() == {
        "requestContext", "responseContext", "version", "timestamp", "KinesisBatchInfo"
    }  # fmt: skip
    assert message["version"] == "1.0"
    assert message["requestContext"].pop("requestId")
    assert message["requestContext"] == {
        "functionArn": function.arn,
        "condition": "RetryAttemptsExhausted",
        "approximateInvokeCount": 2,
    }, f"requestContext is {message['requestContext']}"
    context = {"statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled"}
    assert message["responseContext"] == context, f"responseContext is {message['responseContext']}"
    assert (batch["startSequenceNumber"], batch["endSequenceNumber"]) == (numbers[0], numbers[-1])
    assert (batch["batchSize"], batch["shardId"]) == (2, "shardId-000000000000")
    assert batch["streamArn"] == stream.arn


@book.case("Of a batch, only the records that are too old are discarded", MAPPING_SNAPSHOT,
           recorded=LOCALSTACK_NOV_2025, needs_function=True)  # fmt: skip
def record_age(env: Environment) -> None:
    queue, stream, function = env.queue(), env.stream(), env.deploy(handlers.succeed)
    env.put(stream, b"old")
    env.wait(70)
    env.put(stream, b"new")
    uuid = env.mapping(stream, function, MaximumRecordAgeInSeconds=60, **_to(queue))["UUID"]
    env.mapping_state(uuid)
    env.wait(30)
    assert _delivered(function) == [["new"]], f"delivered {_delivered(function)}"
    message = _failure(queue)
    found = (message["requestContext"]["condition"], message["KinesisBatchInfo"]["batchSize"])
    assert found == ("RecordAgeExceeded", 1), f"the message says {found}"
    assert "responseContext" not in message, "there is a responseContext though nothing was invoked"


@book.case("Bisect delivers the good records and isolates the bad one", PARAMETERS, needs_function=True)
def bisect(env: Environment) -> None:
    queue = env.queue()
    data = [b"a", b"b", b"c", b"bad", b"e", b"f", b"g", b"h"]
    _, function, _ = _run(
        env,
        handlers.fail_on_bad,
        *data,
        for_s=240,
        BisectBatchOnFunctionError=True,
        MaximumRetryAttempts=1,
        **_to(queue),
    )
    good = {name for names in _delivered(function) if "bad" not in names for name in names}
    assert good == {"a", "b", "c", "e", "f", "g", "h"}, f"delivered without the bad one: {sorted(good)}"
    assert _failure(queue)["KinesisBatchInfo"]["batchSize"] == 1


@book.case("Without bisect one bad record costs its whole batch", WITH_KINESIS, needs_function=True)
def without_bisect(env: Environment) -> None:
    queue = env.queue()
    _, function, _ = _run(
        env, handlers.fail_on_bad, b"a", b"bad", b"c", for_s=120, MaximumRetryAttempts=1, **_to(queue)
    )
    assert _delivered(function) == [["a", "bad", "c"]] * 2
    assert _failure(queue)["KinesisBatchInfo"]["batchSize"] == 3


@book.case("A reported record is retried with all after it, those before it aren't", BATCH_FAILURES,
           needs_function=True)  # fmt: skip
def checkpoint(env: Environment) -> None:
    _, function, _ = _run(
        env, handlers.report_bad, b"a", b"bad", b"c", for_s=120, MaximumRetryAttempts=1, **REPORTS
    )
    delivered = _delivered(function)
    assert delivered[:2] == [["a", "bad", "c"], ["bad", "c"]], f"delivered {delivered}"


@book.case("The lowest reported record is the checkpoint, in whatever order they are listed", BATCH_FAILURES,
           needs_function=True)  # fmt: skip
def lowest_is_the_checkpoint(env: Environment) -> None:
    _, function, _ = _run(
        env, handlers.report_last_and_bad, b"a", b"bad", b"c", for_s=120, MaximumRetryAttempts=1, **REPORTS
    )
    assert _delivered(function)[1] == ["bad", "c"], f"delivered {_delivered(function)}"


@book.case("Attempts count anew when the checkpoint moves: 1 + 4 deliveries with 3 retries", MAPPING_SNAPSHOT,
           recorded=LOCALSTACK_NOV_2025, needs_function=True)  # fmt: skip
def attempts_count_anew(env: Environment) -> None:
    queue = env.queue()
    _, function, _ = _run(
        env,
        handlers.report_bad,
        b"a",
        b"b",
        b"bad",
        for_s=240,
        MaximumRetryAttempts=3,
        **REPORTS,
        **_to(queue),
    )
    delivered = _delivered(function)
    assert delivered == [["a", "b", "bad"]] + [["bad"]] * 4, f"delivered {delivered}"
    message = _failure(queue)
    count = message["requestContext"]["approximateInvokeCount"]
    assert count == 4, f"approximateInvokeCount is {count}"
    error = message["responseContext"]["functionError"]
    assert error is None, f"functionError is {error} after a partial response"


@book.case("Without ReportBatchItemFailures the answer is ignored", BATCH_FAILURES, needs_function=True)
def answer_ignored(env: Environment) -> None:
    _, function, _ = _run(env, handlers.report_bad, b"bad")
    assert _delivered(function) == [["bad"]], f"delivered {_delivered(function)}"


ANSWERS: list[tuple[Handler, str, int]] = [
    (handlers.answer_empty_text, "an empty text: success", 1),
    (handlers.answer_empty_list, "an empty list: success", 1),
    (handlers.answer_empty_object, "an empty object: success", 1),
    (handlers.succeed, "null: success", 1),
    (handlers.answer_no_failures, "an empty batchItemFailures: success", 1),
    (handlers.answer_null_failures, "batchItemFailures null: success", 1),
    (handlers.answer_empty_identifier, "an empty itemIdentifier: the whole batch failed", 3),
    (handlers.answer_null_identifier, "itemIdentifier null: the whole batch failed", 3),
    (handlers.answer_foo, "an entry with another key: the whole batch failed", 3),
    (handlers.answer_foo_null, "an entry with another key and null: the whole batch failed", 3),
    (handlers.answer_123, "an itemIdentifier of no record: the whole batch failed", 3),
]


def _answered(handler: Handler, invocations: int) -> Check:
    def check(env: Environment) -> None:
        _, function, _ = _run(env, handler, b"x", b"y", for_s=120, MaximumRetryAttempts=2, **REPORTS)
        delivered = _delivered(function)
        assert delivered == [["x", "y"]] * invocations, f"delivered {delivered}"

    return check


for _handler, _words, _invocations in ANSWERS:
    _check = _answered(_handler, _invocations)
    _check.__name__ = _handler.__name__.replace("succeed", "answer_null")
    book.case(
        f"ReportBatchItemFailures and {_words}",
        MAPPING_SNAPSHOT,
        recorded=LOCALSTACK_2024,
        needs_function=True,
    )(_check)


def _filtered(env: Environment, pattern: dict[str, Any], *data: bytes) -> list[str]:
    filters = {"FilterCriteria": {"Filters": [{"Pattern": json.dumps(pattern)}]}}
    _, function, _ = _run(env, handlers.succeed, *data, **filters)
    return [name for names in _delivered(function) for name in names]


@book.case("A filter passes the records that match, and the others are gone", FILTERING_KINESIS,
           needs_function=True)  # fmt: skip
def filtered(env: Environment) -> None:
    data = [json.dumps({"n": n}).encode() for n in (1, 60, 2)]
    found = _filtered(env, {"data": {"n": [{"numeric": [">", 50]}]}}, *data)
    assert found == ['{"n": 60}'], f"delivered {found}"


@book.case("A filter on data drops records that are no JSON", FILTERING_KINESIS, needs_function=True)
def filtered_no_json(env: Environment) -> None:
    found = _filtered(env, {"data": {"a": ["x"]}}, b"no json", b'{"a": "x"}')
    assert found == ['{"a": "x"}'], f"delivered {found}"


@book.case(
    "Equality of numbers compares how they are written: 300 isn't 3.0e2", FILTERING, needs_function=True
)
def filtered_numbers(env: Environment) -> None:
    found = _filtered(env, {"data": {"n": [300]}}, b'{"n": 300}', b'{"n": 3.0e2}')
    assert found == ['{"n": 300}'], f"delivered {found}"


OPERATORS: list[tuple[str, Any, bytes, bytes]] = [
    ("prefix", {"prefix": "eu-"}, b'{"a": "eu-1"}', b'{"a": "us-1"}'),
    ("suffix", {"suffix": "-1"}, b'{"a": "eu-1"}', b'{"a": "eu-2"}'),
    ("anything_but", {"anything-but": ["x"]}, b'{"a": "y"}', b'{"a": "x"}'),
    ("exists", {"exists": True}, b'{"a": 1}', b'{"b": 1}'),
    ("not_exists", {"exists": False}, b'{"b": 1}', b'{"a": 1}'),
    ("equals_ignore_case", {"equals-ignore-case": "abc"}, b'{"a": "ABC"}', b'{"a": "abd"}'),
    ("null", None, b'{"a": null}', b'{"a": "null"}'),
    ("range", {"numeric": [">", 0, "<=", 5]}, b'{"a": 5}', b'{"a": 0}'),
]


def _operator(operand: Any, passes: bytes, falls: bytes) -> Check:
    def check(env: Environment) -> None:
        found = _filtered(env, {"data": {"a": [operand]}}, passes, falls)
        assert found == [passes.decode()], f"delivered {found}"

    return check


for _name, _operand, _passes, _falls in OPERATORS:
    _check = _operator(_operand, _passes, _falls)
    _check.__name__ = f"filter_{_name}"
    _shown = json.dumps({"a": [_operand]})
    book.case(
        f"The filter {_shown} passes {_passes.decode()} and drops {_falls.decode()}",
        FILTERING,
        needs_function=True,
    )(_check)


@book.case("Keys of a pattern are all needed; values of a list are alternatives", FILTERING,
           needs_function=True)  # fmt: skip
def filter_and_or(env: Environment) -> None:
    data = [json.dumps(each).encode() for each in ({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 2})]
    found = _filtered(env, {"data": {"a": [1, 2], "b": [1]}}, *data)
    assert found == [each.decode() for each in data[:2]], f"delivered {found}"


def _count(env: Environment, uuid: str, name: str) -> float | None:
    return env.metric("AWS/Lambda", name, "Sum", EventSourceMappingUUID=uuid)


@book.case("Invocations and Errors count every attempt", LAMBDA_METRICS, needs_function=True)
def function_metrics(env: Environment) -> None:
    _, function, _ = _run(env, handlers.fail, b"x", for_s=120, MaximumRetryAttempts=2)
    env.metrics_arrive()
    found = [env.metric("AWS/Lambda", name, "Sum", FunctionName=function.name)
             for name in ("Invocations", "Errors")]  # fmt: skip
    assert found == [3.0, 3.0], f"they are {found}"


@book.case("A partial failure is no function error", LAMBDA_METRICS, needs_function=True)
def partial_failure_is_no_error(env: Environment) -> None:
    _, function, _ = _run(env, handlers.report_bad, b"bad", for_s=120, MaximumRetryAttempts=1, **REPORTS)
    env.metrics_arrive()
    errors = env.metric("AWS/Lambda", "Errors", "Sum", FunctionName=function.name)
    assert errors in (None, 0), f"Errors is {errors}"


@book.case("DroppedEventCount counts records that were given up without a destination", LAMBDA_METRICS,
           needs_function=True)  # fmt: skip
def dropped(env: Environment) -> None:
    _, _, uuid = _run(env, handlers.fail, b"a", b"b", for_s=60, MaximumRetryAttempts=0, **COUNTS)
    env.metrics_arrive()
    found = _count(env, uuid, "DroppedEventCount")
    assert found == 2, f"it is {found}"


@book.case(
    "Records that a destination took are not in DroppedEventCount", LAMBDA_METRICS, needs_function=True
)
def delivered_is_not_dropped(env: Environment) -> None:
    queue = env.queue()
    _, _, uuid = _run(
        env, handlers.fail, b"a", b"b", for_s=60, MaximumRetryAttempts=0, **COUNTS, **_to(queue)
    )
    env.metrics_arrive()
    found = [
        _count(env, uuid, name) for name in ("OnFailureDestinationDeliveredEventCount", "DroppedEventCount")
    ]
    assert found[0] == 2, f"delivered {found[0]}"
    assert not found[1], f"dropped {found[1]}"


@book.case("FilteredOutEventCount counts what a filter dropped, PolledEventCount everything", LAMBDA_METRICS,
           needs_function=True)  # fmt: skip
def filtered_out(env: Environment) -> None:
    filters = {"FilterCriteria": {"Filters": [{"Pattern": '{"data": {"a": [1]}}'}]}}
    _, _, uuid = _run(env, handlers.succeed, b'{"a": 1}', b'{"a": 2}', b'{"a": 3}', **COUNTS, **filters)
    env.metrics_arrive()
    found = [_count(env, uuid, name)
             for name in ("PolledEventCount", "FilteredOutEventCount", "InvokedEventCount")]  # fmt: skip
    assert found == [3, 2, 1], f"they are {found}"


@book.case("InvokedEventCount counts a record once for each attempt", LAMBDA_METRICS, needs_function=True)
def invoked_each_time(env: Environment) -> None:
    _, _, uuid = _run(env, handlers.fail, b"x", for_s=120, MaximumRetryAttempts=2, **COUNTS)
    env.metrics_arrive()
    found = [_count(env, uuid, name) for name in ("InvokedEventCount", "FailedInvokeEventCount")]
    assert found == [3, 3], f"they are {found}"


@book.case(
    "A mapping has no counters unless MetricsConfig asks for them", LAMBDA_METRICS, needs_function=True
)
def counters_are_off(env: Environment) -> None:
    _, _, uuid = _run(env, handlers.succeed, b"x")
    env.metrics_arrive()
    assert _count(env, uuid, "InvokedEventCount") is None


@book.case("What retention takes from a blocked shard is in no counter", LAMBDA_METRICS, jumps_h=26,
           needs_function=True)  # fmt: skip
def expired_is_uncounted(env: Environment) -> None:
    queue = env.queue()
    stream, function, uuid = _run(env, handlers.fail_on_bad, b"bad", for_s=26 * 3_600, **COUNTS, **_to(queue))
    env.put(stream, b"after")
    env.wait(60)
    assert _delivered(function)[-1] == ["after"], "the shard is still blocked"
    assert queue.messages() == [], "a message went to the destination"
    assert not _count(env, uuid, "DroppedEventCount")


@book.case("A throttled invocation uses up no retry attempt", WITH_KINESIS, needs_function=True)
def throttles_are_no_attempts(env: Environment) -> None:
    stream, function = env.stream(), env.deploy(handlers.succeed)
    env.lambda_.put_function_concurrency(FunctionName=function.name, ReservedConcurrentExecutions=0)
    env.put(stream, b"x")
    env.mapping_state(env.mapping(stream, function, MaximumRetryAttempts=0)["UUID"])
    env.wait(120)
    assert function.events() == []
    env.lambda_.delete_function_concurrency(FunctionName=function.name)
    env.wait(180)
    assert _delivered(function) == [["x"]], f"delivered {_delivered(function)}"


@book.case("Parents are read to their end before their children", RESHARDING, shards=3, needs_function=True)
def parents_first(env: Environment) -> None:
    stream, function = env.stream(), env.deploy(handlers.succeed)
    env.put(stream, b"1", b"2")
    env.kinesis.split_shard(
        StreamName=stream.name, ShardToSplit="shardId-000000000000", NewStartingHashKey=str(2**127)
    )
    env.active(stream.name)
    env.put(stream, b"3", ExplicitHashKey="0")
    env.mapping_state(env.mapping(stream, function, BatchSize=1)["UUID"])
    env.wait(60)
    assert _delivered(function) == [["1"], ["2"], ["3"]], f"delivered {_delivered(function)}"


@book.case("A tumbling window ends with an invocation that has its state and no records", WINDOWS,
           needs_function=True)  # fmt: skip
def tumbling_window(env: Environment) -> None:
    _, function, _ = _run(env, handlers.succeed, b"x", for_s=180, TumblingWindowInSeconds=60)
    events = function.events()
    last = [each for each in events if each.get("isFinalInvokeForWindow")]
    assert len(last) >= 1, "no invocation was the last of its window"
    assert last[0]["Records"] == []
    assert {"start", "end"} == set(last[0]["window"]), f"window is {last[0]['window']}"
    assert {"state", "shardId", "eventSourceARN", "isWindowTerminatedEarly"} <= last[0].keys()


@book.case("DLQ and destinations of asynchronous invocations don't see a stream's failures", DESTINATION,
           needs_function=True)  # fmt: skip
def dead_letter_queue(env: Environment) -> None:
    queue, stream, function = env.queue(), env.stream(), env.deploy(handlers.fail)
    env.lambda_.update_function_configuration(
        FunctionName=function.name, DeadLetterConfig={"TargetArn": queue.arn}
    )
    env.put(stream, b"x")
    env.mapping_state(env.mapping(stream, function, MaximumRetryAttempts=0)["UUID"])
    env.wait(60)
    assert len(function.events()) == 1
    assert queue.messages() == [], "the dead-letter queue got a message"
