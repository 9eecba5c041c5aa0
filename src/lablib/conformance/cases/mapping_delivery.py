"""What a function gets from a stream: events, batches, order, windows."""

from __future__ import annotations

from lablib.conformance import handlers
from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment
from lablib.conformance.mapping_runs import delivered_by, play
from lablib.conformance.sources import MAPPING_SNAPSHOT, PARAMETERS, RESHARDING, WINDOWS, WITH_KINESIS

book = CaseBook("lambda", "delivery")
LOCALSTACK_2024 = "LocalStack, October 2024"


@book.case("A record in the event: nine members around data, base64", MAPPING_SNAPSHOT,
           recorded=LOCALSTACK_2024, needs_function=True)  # fmt: skip
def event(env: Environment) -> None:
    stream, function, _ = play(env, handlers.succeed, b"hello")
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
    _, function, _ = play(env, handlers.succeed, b"a", b"b", b"c", b"d", b"e", BatchSize=2)
    delivered = delivered_by(function)
    assert delivered == [["a", "b"], ["c", "d"], ["e"]], f"delivered {delivered}"


@book.case("An empty stream invokes nothing", WITH_KINESIS, needs_function=True)
def nothing_to_do(env: Environment) -> None:
    _, function, _ = play(env, handlers.succeed)
    assert function.events() == []


@book.case("LATEST leaves what was there before", PARAMETERS, needs_function=True)
def latest(env: Environment) -> None:
    stream, function, _ = play(env, handlers.succeed, b"old", StartingPosition="LATEST")
    env.put(stream, b"new")
    env.wait(30)
    assert delivered_by(function) == [["new"]], f"delivered {delivered_by(function)}"


@book.case("A window that is open gathers records into one batch", PARAMETERS, needs_function=True)
def batching_window(env: Environment) -> None:
    stream, function, _ = play(env, handlers.succeed, for_s=5, MaximumBatchingWindowInSeconds=30)
    for letter in (b"a", b"b"):
        env.put(stream, letter)
        env.wait(5)
    env.wait(60)
    assert delivered_by(function) == [["a", "b"]], f"delivered {delivered_by(function)}"


@book.case("A batch comes from one shard", WITH_KINESIS, shards=2, needs_function=True)
def one_shard_a_batch(env: Environment) -> None:
    stream, function = env.stream(2), env.deploy(handlers.succeed)
    for name, hash_key in ((b"low", 0), (b"high", 2**127)):
        env.put(stream, name, ExplicitHashKey=str(hash_key))
    env.mapping_state(env.mapping(stream, function)["UUID"])
    env.wait(30)
    assert sorted(delivered_by(function)) == [["high"], ["low"]], f"delivered {delivered_by(function)}"


@book.case("A disabled mapping goes on where it stopped", PARAMETERS, needs_function=True)
def disabled_and_enabled(env: Environment) -> None:
    stream, function, uuid = play(env, handlers.succeed, b"a")
    env.lambda_.update_event_source_mapping(UUID=uuid, Enabled=False)
    env.mapping_state(uuid, "Disabled")
    env.put(stream, b"b")
    env.wait(30)
    assert delivered_by(function) == [["a"]], f"while disabled: {delivered_by(function)}"
    env.lambda_.update_event_source_mapping(UUID=uuid, Enabled=True)
    env.mapping_state(uuid)
    env.wait(30)
    assert delivered_by(function) == [["a"], ["b"]], f"delivered {delivered_by(function)}"


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
    assert delivered_by(function) == [["1"], ["2"], ["3"]], f"delivered {delivered_by(function)}"


@book.case("A tumbling window ends with an invocation that has its state and no records", WINDOWS,
           needs_function=True)  # fmt: skip
def tumbling_window(env: Environment) -> None:
    _, function, _ = play(env, handlers.succeed, b"x", for_s=180, TumblingWindowInSeconds=60)
    events = function.events()
    last = [each for each in events if each.get("isFinalInvokeForWindow")]
    assert len(last) >= 1, "no invocation was the last of its window"
    assert last[0]["Records"] == []
    assert {"start", "end"} == set(last[0]["window"]), f"window is {last[0]['window']}"
    assert {"state", "shardId", "eventSourceARN", "isWindowTerminatedEarly"} <= last[0].keys()
