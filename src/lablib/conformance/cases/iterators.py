"""GetShardIterator: the five types, what goes with them, and how long an iterator lives."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment, Stream
from lablib.conformance.refusals import refused
from lablib.conformance.sources import (
    KINESALITE_ERA,
    QUOTAS,
    STREAMS_SNAPSHOT,
    STREAMS_TEST,
    kinesalite,
    kinesis_api,
)

book = CaseBook("kinesis", "iterators")
PAGE = kinesis_api("GetShardIterator")
COMBINATION = (
    "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or "
    "(2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified"
)


def _abc(env: Environment) -> tuple[Stream, list[str]]:
    """A stream with three records, and their sequence numbers."""
    stream = env.stream()
    return stream, [entry["SequenceNumber"] for entry in env.put(stream, b"a", b"b", b"c")["Records"]]


def _data(env: Environment, stream: Stream, atleast: int = 1, **kind: Any) -> list[bytes]:
    return [record["Data"] for record in env.read(stream, atleast=atleast, **kind)]


@book.case("TRIM_HORIZON starts at the oldest record", PAGE)
def trim_horizon(env: Environment) -> None:
    stream, _ = _abc(env)
    assert _data(env, stream, 3) == [b"a", b"b", b"c"]


@book.case("LATEST starts after the newest record of its moment", PAGE)
def latest(env: Environment) -> None:
    stream, _ = _abc(env)
    iterator = env.iterator(stream, ShardIteratorType="LATEST")
    env.put(stream, b"d")
    env.wait(2)
    records = env.kinesis.get_records(ShardIterator=iterator)["Records"]
    assert [record["Data"] for record in records] == [b"d"]


@book.case("AT_SEQUENCE_NUMBER starts with that record", STREAMS_SNAPSHOT, recorded="LocalStack, August 2022")
def at_sequence_number(env: Environment) -> None:
    stream, numbers = _abc(env)
    kind: dict[str, Any] = {"ShardIteratorType": "AT_SEQUENCE_NUMBER", "StartingSequenceNumber": numbers[1]}
    assert _data(env, stream, 2, **kind) == [b"b", b"c"]


@book.case("AFTER_SEQUENCE_NUMBER starts right after that record", PAGE)
def after_sequence_number(env: Environment) -> None:
    stream, numbers = _abc(env)
    kind: dict[str, Any] = {
        "ShardIteratorType": "AFTER_SEQUENCE_NUMBER",
        "StartingSequenceNumber": numbers[1],
    }
    assert _data(env, stream, **kind) == [b"c"]


@book.case("AT_TIMESTAMP starts with the first record of that time or later", PAGE)
def at_timestamp(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, b"a")
    env.wait(5)
    between = datetime.now(UTC)
    env.wait(5)
    env.put(stream, b"b")
    records = env.read(stream, ShardIteratorType="AT_TIMESTAMP", Timestamp=between)
    assert [record["Data"] for record in records] == [b"b"]


@book.case("AT_TIMESTAMP before the oldest record means the trim horizon", PAGE)
def at_an_early_timestamp(env: Environment) -> None:
    stream, _ = _abc(env)
    long_ago = datetime.now(UTC) - timedelta(days=2)
    records = env.read(stream, atleast=3, ShardIteratorType="AT_TIMESTAMP", Timestamp=long_ago)
    assert len(records) == 3, f"read {len(records)} records"


@book.case(
    "AT_TIMESTAMP in the future: InvalidArgumentException", kinesalite("getShardIterator"),
    recorded=KINESALITE_ERA,
)  # fmt: skip
def at_a_future_timestamp(env: Environment) -> None:
    stream = env.stream()
    with refused("InvalidArgumentException") as error:
        env.iterator(
            stream, ShardIteratorType="AT_TIMESTAMP", Timestamp=datetime.now(UTC) + timedelta(hours=1)
        )
    words = error.response["Error"]["Message"]
    assert words.startswith(
        "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. "
    ), f"it says {words!r}"


@book.case(
    "AT_TIMESTAMP without Timestamp: InvalidArgumentException", kinesalite("getShardIterator"),
    recorded=KINESALITE_ERA,
)  # fmt: skip
def at_no_timestamp(env: Environment) -> None:
    stream = env.stream()
    words = (
        "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. "
        "Current request has no timestamp parameter."
    )
    with refused("InvalidArgumentException", words):
        env.iterator(stream, ShardIteratorType="AT_TIMESTAMP")


@book.case(
    "AT_SEQUENCE_NUMBER without a number: InvalidArgumentException", kinesalite("getShardIterator"),
    recorded=KINESALITE_ERA,
)  # fmt: skip
def at_no_number(env: Environment) -> None:
    stream = env.stream()
    with refused(
        "InvalidArgumentException", f"{COMBINATION} AT_SEQUENCE_NUMBER and no StartingSequenceNumber."
    ):
        env.iterator(stream, ShardIteratorType="AT_SEQUENCE_NUMBER")


@book.case(
    "LATEST with a sequence number: InvalidArgumentException", kinesalite("getShardIterator"),
    recorded=KINESALITE_ERA,
)  # fmt: skip
def latest_with_a_number(env: Environment) -> None:
    stream = env.stream()
    with refused("InvalidArgumentException", f"{COMBINATION} LATEST and also a StartingSequenceNumber."):
        env.iterator(stream, ShardIteratorType="LATEST", StartingSequenceNumber="5")


@book.case(
    "TRIM_HORIZON with a sequence number: InvalidArgumentException", kinesalite("getShardIterator"),
    recorded=KINESALITE_ERA,
)  # fmt: skip
def trim_horizon_with_a_number(env: Environment) -> None:
    stream = env.stream()
    with refused(
        "InvalidArgumentException", f"{COMBINATION} TRIM_HORIZON and also a StartingSequenceNumber."
    ):
        env.iterator(stream, ShardIteratorType="TRIM_HORIZON", StartingSequenceNumber="5")


@book.case(
    "A sequence number of another shard: InvalidArgumentException that names both",
    kinesalite("getShardIterator"), recorded=KINESALITE_ERA, shards=2,
)  # fmt: skip
def number_of_another_shard(env: Environment) -> None:
    stream = env.stream(2)
    [entry] = env.put(stream, b"x", ExplicitHashKey=str(2**127))["Records"]
    words = (
        "Invalid StartingSequenceNumber. It encodes shardId-000000000001, "
        "while it was used in a call to a shard with shardId-000000000000"
    )
    with refused("InvalidArgumentException", words):
        env.iterator(
            stream, ShardIteratorType="AT_SEQUENCE_NUMBER", StartingSequenceNumber=entry["SequenceNumber"]
        )


@book.case(
    "A shard that isn't there: ResourceNotFoundException", kinesalite("getShardIterator"),
    recorded=KINESALITE_ERA,
)  # fmt: skip
def unknown_shard(env: Environment) -> None:
    stream = env.stream()
    words = f"Shard shardId-000000000005 in stream {stream.name} under account {env.account} does not exist"
    with refused("ResourceNotFoundException", words):
        env.kinesis.get_shard_iterator(
            StreamName=stream.name, ShardId="shardId-000000000005", ShardIteratorType="LATEST"
        )


@book.case(
    "A stream that isn't there: ResourceNotFoundException", kinesalite("getShardIterator"),
    recorded=KINESALITE_ERA, shards=0,
)  # fmt: skip
def unknown_stream(env: Environment) -> None:
    name = env.name()
    words = f"Shard shardId-002147483647 in stream {name} under account {env.account} does not exist"
    with refused("ResourceNotFoundException", words):
        env.kinesis.get_shard_iterator(
            StreamName=name, ShardId="shardId-002147483647", ShardIteratorType="LATEST"
        )


@book.case("A shard id may be short: shardId-0", kinesalite("getShardIterator"), recorded=KINESALITE_ERA)
def short_shard_id(env: Environment) -> None:
    stream, _ = _abc(env)
    env.kinesis.get_shard_iterator(
        StreamName=stream.name, ShardId="shardId-0", ShardIteratorType="TRIM_HORIZON"
    )


@book.case(
    "The prefix of a shard id is not looked at: any-0 is shard 0", kinesalite("getShardIterator"),
    recorded=KINESALITE_ERA,
)  # fmt: skip
def any_prefix(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.get_shard_iterator(StreamName=stream.name, ShardId="any-0", ShardIteratorType="LATEST")


@book.case("An iterator can be used twice, and reads the same", PAGE)
def used_twice(env: Environment) -> None:
    stream, _ = _abc(env)
    iterator = env.iterator(stream)
    env.wait(3)
    reads = []
    for _ in range(2):
        reads.append([each["Data"] for each in env.kinesis.get_records(ShardIterator=iterator)["Records"]])
        env.wait(1)
    assert reads[0] == reads[1] != [], f"read {reads}"


@book.case("Quotes around an iterator, as the AWS CLI prints it, are no harm", STREAMS_TEST,
           recorded="LocalStack's test")  # fmt: skip
def quoted(env: Environment) -> None:
    stream, _ = _abc(env)
    iterator = env.iterator(stream)
    env.wait(3)
    records = env.kinesis.get_records(ShardIterator=f'"{iterator}"')["Records"]
    assert [record["Data"] for record in records] == [b"a", b"b", b"c"]


@book.case("An iterator works 4 minutes and 50 seconds after it was issued", PAGE)
def alive_before_five_minutes(env: Environment) -> None:
    iterator = env.iterator(env.stream())
    env.wait(290)
    env.kinesis.get_records(ShardIterator=iterator)


@book.case("An iterator expires after 5 minutes: ExpiredIteratorException", PAGE)
def expired(env: Environment) -> None:
    iterator = env.iterator(env.stream())
    env.wait(303)
    with refused("ExpiredIteratorException"):
        env.kinesis.get_records(ShardIterator=iterator)


@book.case(
    "ExpiredIteratorException tells when the iterator was made, and the 300000 milliseconds",
    kinesalite("getRecords"), recorded=KINESALITE_ERA,
)  # fmt: skip
def expired_in_words(env: Environment) -> None:
    iterator = env.iterator(env.stream())
    env.wait(303)
    with refused("ExpiredIteratorException") as error:
        env.kinesis.get_records(ShardIterator=iterator)
    time = r"\w{3} \w{3} \d{2} \d{2}:\d{2}:\d{2} UTC \d{4}"
    pattern = (
        rf"Iterator expired\. The iterator was created at time {time} while right now it is {time} "
        r"which is further in the future than the tolerated delay of 300000 milliseconds\."
    )
    words = error.response["Error"]["Message"]
    assert re.fullmatch(pattern, words), f"it says {words!r}"


@book.case("The sixth GetShardIterator of a second on a shard is throttled", QUOTAS)
def calls_per_second(env: Environment) -> None:
    stream = env.stream()
    with refused("ProvisionedThroughputExceededException"):
        for _ in range(20):
            env.kinesis.get_shard_iterator(
                StreamName=stream.name, ShardId="shardId-000000000000", ShardIteratorType="LATEST"
            )
