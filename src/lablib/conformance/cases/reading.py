"""GetRecords: what an answer holds, what limits it, and when records are gone."""

from __future__ import annotations

from datetime import UTC, datetime

from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment
from lablib.conformance.refusals import refused
from lablib.conformance.sources import KINESALITE_ERA, QUOTAS, RESHARDING, RETENTION, kinesalite, kinesis_api

book = CaseBook("kinesis", "reading")
PAGE = kinesis_api("GetRecords")
THROTTLED = "ProvisionedThroughputExceededException"
SHARD_0 = "shardId-000000000000"


@book.case("A record has data, key, sequence number and arrival time", kinesis_api("Record"))
def record_members(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, b"x")
    [record] = env.read(stream)
    wanted = {"SequenceNumber", "ApproximateArrivalTimestamp", "Data", "PartitionKey"}
    assert record.keys() == wanted, f"it has {sorted(record)}"


@book.case("ApproximateArrivalTimestamp is when the record arrived, to the millisecond", PAGE)
def arrival(env: Environment) -> None:
    stream = env.stream()
    before = datetime.now(UTC)
    env.put(stream, b"x")
    after = datetime.now(UTC)
    [record] = env.read(stream)
    arrived = record["ApproximateArrivalTimestamp"]
    slack_s = 2
    assert (before - arrived).total_seconds() < slack_s
    assert (arrived - after).total_seconds() < slack_s
    assert arrived.microsecond % 1_000 == 0, f"{arrived} is finer than a millisecond"


@book.case("An empty shard answers no records, an iterator and MillisBehindLatest 0", PAGE)
def empty_shard(env: Environment) -> None:
    answer = env.kinesis.get_records(ShardIterator=env.iterator(env.stream()))
    assert answer["Records"] == []
    assert answer["NextShardIterator"]
    assert answer["MillisBehindLatest"] == 0


@book.case("A record may be several calls away: whoever goes on past empty answers gets it", PAGE)
def past_empty_answers(env: Environment) -> None:
    stream = env.stream()
    for letter in b"abc":
        env.put(stream, bytes([letter]))
        env.wait(60)
    iterator, found = env.iterator(stream), list[bytes]()
    for _ in range(20):
        answer = env.kinesis.get_records(ShardIterator=iterator)
        iterator = answer["NextShardIterator"]
        found += [record["Data"] for record in answer["Records"]]
        if answer["MillisBehindLatest"] == 0:
            break
        env.wait(1)
    assert found == [b"a", b"b", b"c"], f"read {found}"


@book.case("Limit is the most records of an answer, and the next iterator goes on there", PAGE)
def limit(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, *(bytes([letter]) for letter in b"abcde"))
    env.wait(3)
    first = env.kinesis.get_records(ShardIterator=env.iterator(stream), Limit=2)
    second = env.kinesis.get_records(ShardIterator=first["NextShardIterator"], Limit=2)
    found = [[each["Data"] for each in answer["Records"]] for answer in (first, second)]
    assert found == [[b"a", b"b"], [b"c", b"d"]], f"read {found}"


@book.case("MillisBehindLatest is above 0 with records left, and 0 at the tip", PAGE)
def millis_behind(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, b"a")
    env.wait(5)
    env.put(stream, b"b")
    env.wait(3)
    first = env.kinesis.get_records(ShardIterator=env.iterator(stream), Limit=1)
    rest = env.kinesis.get_records(ShardIterator=first["NextShardIterator"])
    behind = (first["MillisBehindLatest"], rest["MillisBehindLatest"])
    assert behind[0] > 0 == behind[1], f"it is {behind}"


@book.case("Limit 10,001 is refused", PAGE)
def limit_too_high(env: Environment) -> None:
    iterator = env.iterator(env.stream())
    try:
        with refused("InvalidArgumentException"):
            env.kinesis.get_records(ShardIterator=iterator, Limit=10_001)
    except AssertionError:
        with refused("ValidationException"):
            env.kinesis.get_records(ShardIterator=iterator, Limit=10_001)


@book.case(
    "An iterator that AWS never issued: InvalidArgumentException", kinesalite("getRecords"),
    recorded=KINESALITE_ERA, shards=0,
)  # fmt: skip
def invented_iterator(env: Environment) -> None:
    with refused("InvalidArgumentException", "Invalid ShardIterator."):
        env.kinesis.get_records(ShardIterator="abcdefghij")


@book.case(
    "An iterator of a stream that was deleted: ResourceNotFoundException", kinesalite("getRecords"),
    recorded=KINESALITE_ERA,
)  # fmt: skip
def iterator_of_a_deleted_stream(env: Environment) -> None:
    stream = env.stream()
    iterator = env.iterator(stream)
    env.kinesis.delete_stream(StreamName=stream.name)
    env.wait(60)
    words = f"Shard {SHARD_0} in stream {stream.name} under account {env.account} does not exist"
    with refused("ResourceNotFoundException", words):
        env.kinesis.get_records(ShardIterator=iterator)


@book.case("The sixth GetRecords of a second on a shard is throttled", QUOTAS)
def calls_per_second(env: Environment) -> None:
    iterator = env.iterator(env.stream())
    with refused(THROTTLED):
        for _ in range(20):
            env.kinesis.get_records(ShardIterator=iterator)


@book.case("Five calls a second are a limit of the shard, not of an iterator", QUOTAS)
def readers_share(env: Environment) -> None:
    stream = env.stream()
    iterators = [env.iterator(stream) for _ in range(2)]
    env.wait(2)
    with refused(THROTTLED):
        for _ in range(3):
            for iterator in iterators:
                env.kinesis.get_records(ShardIterator=iterator)


@book.case("A second later the shard can be read again, with the same iterator", PAGE)
def throttled_iterator_stays(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, b"x")
    env.wait(3)
    iterator = env.iterator(stream)
    with refused(THROTTLED):
        for _ in range(20):
            env.kinesis.get_records(ShardIterator=iterator)
    env.wait(2)
    records = env.kinesis.get_records(ShardIterator=iterator)["Records"]
    assert [record["Data"] for record in records] == [b"x"]


@book.case("An answer has 10 MiB at most, and the shard pauses after it", PAGE)
def ten_mebibytes(env: Environment) -> None:
    stream = env.stream()
    for _ in range(12):
        env.put(stream, bytes(1_000_000))
        env.wait(1.1)
    env.wait(3)
    answer = env.kinesis.get_records(ShardIterator=env.iterator(stream))
    size = sum(len(record["Data"]) for record in answer["Records"])
    assert 9_000_000 < size <= 10 * 2**20, f"the answer has {size} bytes"
    env.wait(2)
    with refused(THROTTLED):
        env.kinesis.get_records(ShardIterator=answer["NextShardIterator"])


@book.case(
    "A closed shard that is read to its end gives no next iterator, and names its children", PAGE, shards=3
)
def end_of_a_closed_shard(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, b"x")
    env.kinesis.split_shard(StreamName=stream.name, ShardToSplit=SHARD_0, NewStartingHashKey=str(2**127))
    env.active(stream.name)
    env.wait(3)
    answer = env.kinesis.get_records(ShardIterator=env.iterator(stream))
    if answer.get("NextShardIterator"):
        answer = env.kinesis.get_records(ShardIterator=answer["NextShardIterator"])
    assert not answer.get("NextShardIterator"), "there is a next iterator"
    children = [(child["ShardId"], child["ParentShards"]) for child in answer["ChildShards"]]
    assert children == [("shardId-000000000001", [SHARD_0]), ("shardId-000000000002", [SHARD_0])]


@book.case("Records stay in the parent when a shard is split", RESHARDING, shards=3)
def parents_keep_records(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, b"before")
    env.kinesis.split_shard(StreamName=stream.name, ShardToSplit=SHARD_0, NewStartingHashKey=str(2**127))
    env.active(stream.name)
    env.put(stream, b"after", ExplicitHashKey="0")
    found = [[each["Data"] for each in env.read(stream, shard)] for shard in (0, 1)]
    assert found == [[b"before"], [b"after"]], f"read {found}"


@book.case("A record can be read 23 hours later", RETENTION, jumps_h=23)
def alive_after_23_hours(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, b"x")
    env.wait(23 * 3_600)
    assert [each["Data"] for each in env.read(stream)] == [b"x"]


@book.case("A record is gone after 24 hours", RETENTION, jumps_h=25)
def gone_after_24_hours(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, b"x")
    env.wait(25 * 3_600)
    assert env.read(stream) == []


@book.case("With 48 hours of retention a record can be read after 25 hours", RETENTION, jumps_h=25)
def longer_retention(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.increase_stream_retention_period(StreamName=stream.name, RetentionPeriodHours=48)
    env.active(stream.name)
    env.put(stream, b"x")
    env.wait(25 * 3_600)
    assert [each["Data"] for each in env.read(stream)] == [b"x"]
