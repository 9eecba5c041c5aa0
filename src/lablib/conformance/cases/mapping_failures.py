"""What becomes of a batch that fails: retries, bisecting, checkpoints, destinations."""

from __future__ import annotations

from lablib.conformance import handlers
from lablib.conformance.case import CaseBook, Check
from lablib.conformance.environment import Environment, Handler
from lablib.conformance.mapping_runs import REPORTS, delivered_by, failure_at, play, to
from lablib.conformance.sources import BATCH_FAILURES, DESTINATION, MAPPING_SNAPSHOT, PARAMETERS, WITH_KINESIS

book = CaseBook("lambda", "failures")
LOCALSTACK_2024 = "LocalStack, October 2024"
LOCALSTACK_NOV_2025 = "LocalStack, November 2025"


@book.case("With the defaults a failing batch is retried, and its shard waits", WITH_KINESIS,
           needs_function=True)  # fmt: skip
def poison_pill(env: Environment) -> None:
    stream, function, _ = play(env, handlers.fail_on_bad, b"bad", BatchSize=1)
    env.put(stream, b"good")
    env.wait(120)
    delivered = delivered_by(function)
    assert len(delivered) > 3, f"{len(delivered)} invocations in three minutes"
    assert ["good"] not in delivered, "a record overtook the failing one"


@book.case("Other shards go on while one is blocked", WITH_KINESIS, shards=2, needs_function=True)
def other_shards_go_on(env: Environment) -> None:
    stream, function = env.stream(2), env.deploy(handlers.fail_on_bad)
    for name, hash_key in ((b"bad", 0), (b"good", 2**127)):
        env.put(stream, name, ExplicitHashKey=str(hash_key))
    env.mapping_state(env.mapping(stream, function)["UUID"])
    env.wait(30)
    assert ["good"] in delivered_by(function), f"delivered {delivered_by(function)}"


@book.case("MaximumRetryAttempts n means 1 + n invocations, then the shard goes on", MAPPING_SNAPSHOT,
           recorded=LOCALSTACK_2024, needs_function=True)  # fmt: skip
def attempts(env: Environment) -> None:
    _, function, _ = play(
        env, handlers.fail_on_bad, b"bad", b"good", BatchSize=1, MaximumRetryAttempts=2, for_s=120
    )
    delivered = delivered_by(function)
    assert delivered == [["bad"]] * 3 + [["good"]], f"delivered {delivered}"


@book.case("After a failed invocation the last result says PROBLEM: Function call failed",
           MAPPING_SNAPSHOT, recorded=LOCALSTACK_NOV_2025, needs_function=True)  # fmt: skip
def last_result(env: Environment) -> None:
    _, _, uuid = play(env, handlers.fail, b"x")
    result = env.lambda_.get_event_source_mapping(UUID=uuid)["LastProcessingResult"]
    assert result == "PROBLEM: Function call failed", f"it says {result!r}"


@book.case("A discarded batch is described at its destination, without the data", MAPPING_SNAPSHOT,
           recorded=LOCALSTACK_NOV_2025, needs_function=True)  # fmt: skip
def failure_message(env: Environment) -> None:
    queue = env.queue()
    stream, function, _ = play(env, handlers.fail, b"a", b"b", for_s=120, MaximumRetryAttempts=1, **to(queue))
    message = failure_at(queue)
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
    uuid = env.mapping(stream, function, MaximumRecordAgeInSeconds=60, **to(queue))["UUID"]
    env.mapping_state(uuid)
    env.wait(30)
    assert delivered_by(function) == [["new"]], f"delivered {delivered_by(function)}"
    message = failure_at(queue)
    found = (message["requestContext"]["condition"], message["KinesisBatchInfo"]["batchSize"])
    assert found == ("RecordAgeExceeded", 1), f"the message says {found}"
    assert "responseContext" not in message, "there is a responseContext though nothing was invoked"


@book.case("Bisect delivers the good records and isolates the bad one", PARAMETERS, needs_function=True)
def bisect(env: Environment) -> None:
    queue = env.queue()
    data = [b"a", b"b", b"c", b"bad", b"e", b"f", b"g", b"h"]
    _, function, _ = play(
        env,
        handlers.fail_on_bad,
        *data,
        for_s=240,
        BisectBatchOnFunctionError=True,
        MaximumRetryAttempts=1,
        **to(queue),
    )
    good = {name for names in delivered_by(function) if "bad" not in names for name in names}
    assert good == {"a", "b", "c", "e", "f", "g", "h"}, f"delivered without the bad one: {sorted(good)}"
    assert failure_at(queue)["KinesisBatchInfo"]["batchSize"] == 1


@book.case("Without bisect one bad record costs its whole batch", WITH_KINESIS, needs_function=True)
def without_bisect(env: Environment) -> None:
    queue = env.queue()
    _, function, _ = play(
        env, handlers.fail_on_bad, b"a", b"bad", b"c", for_s=120, MaximumRetryAttempts=1, **to(queue)
    )
    assert delivered_by(function) == [["a", "bad", "c"]] * 2
    assert failure_at(queue)["KinesisBatchInfo"]["batchSize"] == 3


@book.case("A reported record is retried with all after it, those before it aren't", BATCH_FAILURES,
           needs_function=True)  # fmt: skip
def checkpoint(env: Environment) -> None:
    _, function, _ = play(
        env, handlers.report_bad, b"a", b"bad", b"c", for_s=120, MaximumRetryAttempts=1, **REPORTS
    )
    delivered = delivered_by(function)
    assert delivered[:2] == [["a", "bad", "c"], ["bad", "c"]], f"delivered {delivered}"


@book.case("The lowest reported record is the checkpoint, in whatever order they are listed", BATCH_FAILURES,
           needs_function=True)  # fmt: skip
def lowest_is_the_checkpoint(env: Environment) -> None:
    _, function, _ = play(
        env, handlers.report_last_and_bad, b"a", b"bad", b"c", for_s=120, MaximumRetryAttempts=1, **REPORTS
    )
    assert delivered_by(function)[1] == ["bad", "c"], f"delivered {delivered_by(function)}"


@book.case("Attempts count anew when the checkpoint moves: 1 + 4 deliveries with 3 retries", MAPPING_SNAPSHOT,
           recorded=LOCALSTACK_NOV_2025, needs_function=True)  # fmt: skip
def attempts_count_anew(env: Environment) -> None:
    queue = env.queue()
    _, function, _ = play(
        env,
        handlers.report_bad,
        b"a",
        b"b",
        b"bad",
        for_s=240,
        MaximumRetryAttempts=3,
        **REPORTS,
        **to(queue),
    )
    delivered = delivered_by(function)
    assert delivered == [["a", "b", "bad"]] + [["bad"]] * 4, f"delivered {delivered}"
    message = failure_at(queue)
    count = message["requestContext"]["approximateInvokeCount"]
    assert count == 4, f"approximateInvokeCount is {count}"
    error = message["responseContext"]["functionError"]
    assert error is None, f"functionError is {error} after a partial response"


@book.case("Without ReportBatchItemFailures the answer is ignored", BATCH_FAILURES, needs_function=True)
def answer_ignored(env: Environment) -> None:
    _, function, _ = play(env, handlers.report_bad, b"bad")
    assert delivered_by(function) == [["bad"]], f"delivered {delivered_by(function)}"


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
        _, function, _ = play(env, handler, b"x", b"y", for_s=120, MaximumRetryAttempts=2, **REPORTS)
        delivered = delivered_by(function)
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
    assert delivered_by(function) == [["x"]], f"delivered {delivered_by(function)}"


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
