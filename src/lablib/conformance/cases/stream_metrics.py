"""The metrics of a stream: what moves, and above all what doesn't, when records are lost."""

from __future__ import annotations

from collections.abc import Callable

from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment, Stream
from lablib.conformance.refusals import refused
from lablib.conformance.sources import MONITORING, kinesis_api

book = CaseBook("cloudwatch", "stream_metrics")
BIG = bytes(1_000_000)


def _stream_after(env: Environment, *calls: Callable[[Stream], object]) -> Stream:
    """A stream on which this was done, and whose metrics have come."""
    stream = env.stream()
    for call in calls:
        call(stream)
    env.metrics_arrive()
    return stream


def _half_throttled(env: Environment) -> Stream:
    return _stream_after(env, lambda stream: env.put(stream, BIG, BIG))


def _is(env: Environment, stream: Stream, name: str, stat: str, wanted: float | None) -> None:
    found = env.stream_metric(stream, name, stat)
    assert found == wanted, f"the {stat} of {name} is {found}, not {wanted}"


@book.case("PutRecords.Success stays at 1 when only a part of a call is throttled", MONITORING)
def success_of_a_partial_failure(env: Environment) -> None:
    _is(env, _half_throttled(env), "PutRecords.Success", "Average", 1.0)


@book.case("PutRecords.Success is 0 for a call of which no record was stored", MONITORING)
def success_of_a_full_failure(env: Environment) -> None:
    stream = _stream_after(env, lambda made: env.put(made, BIG), lambda made: env.put(made, BIG))
    _is(env, stream, "PutRecords.Success", "Sum", 1.0)
    _is(env, stream, "PutRecords.Success", "SampleCount", 2.0)


@book.case("PutRecords.FailedRecords leaves throttled records out", MONITORING)
def failed_records(env: Environment) -> None:
    _is(env, _half_throttled(env), "PutRecords.FailedRecords", "Sum", 0.0)


@book.case("PutRecords.ThrottledRecords counts the throttled records", MONITORING)
def throttled_records(env: Environment) -> None:
    _is(env, _half_throttled(env), "PutRecords.ThrottledRecords", "Sum", 1.0)


@book.case("PutRecords.SuccessfulRecords counts the stored records", MONITORING)
def successful_records(env: Environment) -> None:
    _is(env, _half_throttled(env), "PutRecords.SuccessfulRecords", "Sum", 1.0)


@book.case("PutRecords.TotalRecords counts what was sent", MONITORING)
def total_records(env: Environment) -> None:
    _is(env, _half_throttled(env), "PutRecords.TotalRecords", "Sum", 2.0)


@book.case("IncomingRecords counts what was stored, not what was sent", MONITORING)
def incoming_records(env: Environment) -> None:
    _is(env, _half_throttled(env), "IncomingRecords", "Sum", 1.0)


@book.case("IncomingRecords has one sample for each call: its Average is records per call", MONITORING)
def incoming_samples(env: Environment) -> None:
    stream = _stream_after(
        env, lambda made: env.put(made, b"a", b"b", b"c"), lambda made: env.put(made, b"d")
    )
    _is(env, stream, "IncomingRecords", "Average", 2.0)
    _is(env, stream, "IncomingRecords", "Maximum", 3.0)


@book.case("WriteProvisionedThroughputExceeded counts throttled records of both puts", MONITORING)
def write_exceeded(env: Environment) -> None:
    def one(stream: Stream) -> None:
        with refused("ProvisionedThroughputExceededException"):
            env.kinesis.put_record(StreamName=stream.name, Data=BIG, PartitionKey="k")

    stream = _stream_after(env, lambda made: env.put(made, BIG, BIG), one)
    _is(env, stream, "WriteProvisionedThroughputExceeded", "Sum", 2.0)


@book.case("WriteProvisionedThroughputExceeded has zeros when nothing is throttled", MONITORING, model=True)
def write_exceeded_zero(env: Environment) -> None:
    stream = _stream_after(env, lambda made: env.put(made, b"x"))
    _is(env, stream, "WriteProvisionedThroughputExceeded", "Maximum", 0.0)


@book.case("PutRecord has metrics of its own: PutRecord.Success, not PutRecords.Success", MONITORING)
def put_record_metrics(env: Environment) -> None:
    stream = _stream_after(
        env, lambda made: env.kinesis.put_record(StreamName=made.name, Data=b"x", PartitionKey="k")
    )
    _is(env, stream, "PutRecord.Success", "Sum", 1.0)
    _is(env, stream, "PutRecords.Success", "Sum", None)
    _is(env, stream, "IncomingRecords", "Sum", 1.0)


@book.case("PutRecord.Success is 0 for a throttled PutRecord", MONITORING)
def put_record_throttled(env: Environment) -> None:
    def one(stream: Stream) -> None:
        with refused("ProvisionedThroughputExceededException"):
            env.kinesis.put_record(StreamName=stream.name, Data=BIG, PartitionKey="k")

    stream = _stream_after(env, lambda made: env.put(made, BIG), one)
    _is(env, stream, "PutRecord.Success", "Average", 0.0)


@book.case("A call that is invalid as a whole leaves no sample", MONITORING, model=True)
def invalid_call(env: Environment) -> None:
    def bad(stream: Stream) -> None:
        with refused("ValidationException"):
            env.put(stream, b"x", key="k" * 257)

    _is(env, _stream_after(env, bad), "PutRecords.Success", "SampleCount", None)


@book.case("Without calls there is no datapoint, not a zero", MONITORING, model=True)
def silence(env: Environment) -> None:
    _is(env, _stream_after(env), "IncomingRecords", "Sum", None)


@book.case("GetRecords.Records and GetRecords.Bytes count what was read", MONITORING)
def read_metrics(env: Environment) -> None:
    stream = _stream_after(
        env, lambda made: env.put(made, b"a", b"b"), lambda made: env.read(made, atleast=2)
    )
    _is(env, stream, "GetRecords.Records", "Sum", 2.0)
    assert (env.stream_metric(stream, "GetRecords.Bytes", "Sum") or 0) > 0


@book.case("ReadProvisionedThroughputExceeded counts throttled calls", MONITORING)
def read_exceeded(env: Environment) -> None:
    def too_often(stream: Stream) -> None:
        iterator = env.iterator(stream)
        with refused("ProvisionedThroughputExceededException"):
            for _ in range(20):
                env.kinesis.get_records(ShardIterator=iterator)

    stream = _stream_after(env, too_often)
    _is(env, stream, "ReadProvisionedThroughputExceeded", "Sum", 1.0)


@book.case("GetRecords.IteratorAgeMilliseconds is the age of the last record read", MONITORING)
def iterator_age(env: Environment) -> None:
    def late(stream: Stream) -> None:
        env.put(stream, b"read", b"left")
        env.wait(30)
        env.kinesis.get_records(ShardIterator=env.iterator(stream), Limit=1)

    stream = _stream_after(env, late)
    age_ms = env.stream_metric(stream, "GetRecords.IteratorAgeMilliseconds", "Maximum") or 0
    assert 29_000 < age_ms < 60_000, f"it is {age_ms} ms"


@book.case("Metrics of single shards are off until they are switched on", MONITORING)
def shard_metrics_off(env: Environment) -> None:
    stream = _stream_after(env, lambda made: env.put(made, b"x"))
    found = env.stream_metric(stream, "IncomingRecords", "Sum", ShardId="shardId-000000000000")
    assert found is None, f"there is a Sum of {found}"


@book.case("With enhanced monitoring a shard has IncomingRecords of its own",
           kinesis_api("EnableEnhancedMonitoring"))  # fmt: skip
def shard_metrics_on(env: Environment) -> None:
    def watch(stream: Stream) -> None:
        env.kinesis.enable_enhanced_monitoring(StreamName=stream.name, ShardLevelMetrics=["IncomingRecords"])
        env.active(stream.name)
        env.wait(60)
        env.put(stream, b"a", b"b")

    stream = _stream_after(env, watch)
    found = env.stream_metric(stream, "IncomingRecords", "Sum", ShardId="shardId-000000000000")
    assert found == 2, f"the Sum is {found}"


@book.case("A shard has no PutRecords metrics: only WriteProvisionedThroughputExceeded tells of throttles",
           MONITORING)  # fmt: skip
def no_put_metrics_of_shards(env: Environment) -> None:
    def watch(stream: Stream) -> None:
        env.kinesis.enable_enhanced_monitoring(StreamName=stream.name, ShardLevelMetrics=["ALL"])
        env.active(stream.name)
        env.wait(60)
        env.put(stream, BIG, BIG)

    stream, shard = _stream_after(env, watch), "shardId-000000000000"
    found = [
        env.stream_metric(stream, name, "Sum", ShardId=shard)
        for name in ("PutRecords.ThrottledRecords", "WriteProvisionedThroughputExceeded")
    ]
    assert found == [None, 1.0], f"the sums are {found}"
