"""PutRecord and PutRecords: what is stored, what is throttled, and what an entry's answer says."""

from __future__ import annotations

import hashlib

from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment
from lablib.conformance.refusals import refused
from lablib.conformance.sources import KINESALITE_ERA, kinesalite, kinesis_api

book = CaseBook("kinesis", "put")
PUT_RECORDS = kinesis_api("PutRecords")
PUT_RECORD = kinesis_api("PutRecord")
ENTRY = kinesis_api("PutRecordsResultEntry")
SHARD_0, SHARD_1, SHARD_2 = (f"shardId-{index:012d}" for index in range(3))
THIRD = 2**128 // 3


@book.case("A stored entry has a ShardId and a SequenceNumber, and no error", ENTRY)
def stored_entry(env: Environment) -> None:
    [entry] = env.put(env.stream(), b"a")["Records"]
    assert entry.keys() == {"ShardId", "SequenceNumber"}, f"the entry has {sorted(entry)}"


@book.case("A call whose entries are all stored says FailedRecordCount 0", PUT_RECORDS)
def failed_record_count_zero(env: Environment) -> None:
    answer = env.put(env.stream(), b"a", b"b")
    assert answer["FailedRecordCount"] == 0, f"FailedRecordCount is {answer['FailedRecordCount']}"


@book.case("PutRecord answers with ShardId and SequenceNumber", PUT_RECORD)
def one_record(env: Environment) -> None:
    stream = env.stream()
    answer = env.kinesis.put_record(StreamName=stream.name, Data=b"a", PartitionKey="k")
    del answer["ResponseMetadata"]
    assert answer.keys() == {"ShardId", "SequenceNumber"}, f"the answer has {sorted(answer)}"


@book.case("A stream can be named by its ARN", PUT_RECORDS)
def by_arn(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.put_records(StreamARN=stream.arn, Records=[{"Data": b"a", "PartitionKey": "k"}])
    assert [record["Data"] for record in env.read(stream)] == [b"a"]


@book.case("Empty data is stored", kinesalite("putRecord"), recorded=KINESALITE_ERA)
def empty_data(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.put_record(StreamName=stream.name, Data=b"", PartitionKey="a")
    assert [record["Data"] for record in env.read(stream)] == [b""]


@book.case(
    "What is read back is what was put: data, partition key and sequence number",
    kinesis_api("Record"),
)
def read_back(env: Environment) -> None:
    stream = env.stream()
    put = env.kinesis.put_record(StreamName=stream.name, Data="ünicödé 💣".encode(), PartitionKey="schlüssel")
    [record] = env.read(stream)
    assert record["Data"].decode() == "ünicödé 💣"
    assert record["PartitionKey"] == "schlüssel"
    assert record["SequenceNumber"] == put["SequenceNumber"]


@book.case("The entries of an answer stand in the order of the request", PUT_RECORDS, shards=2)
def answer_order(env: Environment) -> None:
    stream = env.stream(2)
    hashes = ["0", str(2**127), "0", str(2**127)]
    records = [{"Data": b"x", "PartitionKey": "k", "ExplicitHashKey": each} for each in hashes]
    answer = env.kinesis.put_records(StreamName=stream.name, Records=records)
    shards = [entry["ShardId"] for entry in answer["Records"]]
    assert shards == [SHARD_0, SHARD_1, SHARD_0, SHARD_1], f"the shards are {shards}"


@book.case(
    "The MD5 of the partition key decides the shard: of three shards, a is in the first and b in the second",
    kinesalite("putRecord"),
    recorded=KINESALITE_ERA,
    shards=3,
)
def md5_of_the_key(env: Environment) -> None:
    stream = env.stream(3)
    for key, shard in (("a", SHARD_0), ("b", SHARD_1)):
        answer = env.kinesis.put_record(StreamName=stream.name, Data=b"", PartitionKey=key)
        assert answer["ShardId"] == shard, f"key {key} went to {answer['ShardId']}"


@book.case(
    "The hash of a key is taken of its UTF-8 bytes",
    kinesis_api("PutRecordsRequestEntry"),
    shards=4,
)
def md5_of_utf8(env: Environment) -> None:
    stream = env.stream(4)
    for key in ("ä", "統一", "💣"):
        digest = int.from_bytes(hashlib.md5(key.encode(), usedforsecurity=False).digest())
        expected = f"shardId-{digest // 2**126:012d}"
        answer = env.kinesis.put_record(StreamName=stream.name, Data=b"", PartitionKey=key)
        assert answer["ShardId"] == expected, f"{key} went to {answer['ShardId']}, not {expected}"


@book.case(
    "The highest ExplicitHashKey, 2^128-1, is in the last shard",
    kinesalite("putRecord"),
    recorded=KINESALITE_ERA,
    shards=3,
)
def highest_hash_key(env: Environment) -> None:
    _goes_to(env, 2**128 - 1, SHARD_2)


@book.case(
    "An ExplicitHashKey one below a shard's range is in the shard before",
    kinesalite("putRecord"),
    recorded=KINESALITE_ERA,
    shards=3,
)
def hash_key_below_a_boundary(env: Environment) -> None:
    _goes_to(env, 2 * THIRD - 1, SHARD_1)


@book.case(
    "An ExplicitHashKey at the start of a shard's range is in that shard",
    kinesalite("putRecord"),
    recorded=KINESALITE_ERA,
    shards=3,
)
def hash_key_at_a_boundary(env: Environment) -> None:
    _goes_to(env, 2 * THIRD, SHARD_2)


def _goes_to(env: Environment, hash_key: int, shard: str) -> None:
    stream = env.stream(3)
    answer = env.kinesis.put_record(
        StreamName=stream.name, Data=b"", PartitionKey="a", ExplicitHashKey=str(hash_key)
    )
    assert answer["ShardId"] == shard, f"it went to {answer['ShardId']}"


@book.case(
    "ExplicitHashKey overrules the partition key and leaves it as it is",
    kinesis_api("PutRecordsRequestEntry"),
    shards=2,
)
def hash_key_keeps_the_key(env: Environment) -> None:
    stream = env.stream(2)
    for hash_key in ("0", str(2**128 - 1)):
        env.put(stream, b"x", key="tenant", ExplicitHashKey=hash_key)
    found = [record["PartitionKey"] for shard in (0, 1) for record in env.read(stream, shard)]
    assert found == ["tenant", "tenant"], f"read {found}"


@book.case(
    "Sequence numbers have 56 digits",
    kinesalite("createStream"),
    recorded=KINESALITE_ERA,
)
def sequence_digits(env: Environment) -> None:
    [entry] = env.put(env.stream(), b"a")["Records"]
    assert len(entry["SequenceNumber"]) == 56, f"{entry['SequenceNumber']} has another length"


@book.case("Sequence numbers grow within a shard, in the order of a call and over calls", PUT_RECORD)
def sequence_grows(env: Environment) -> None:
    stream = env.stream()
    numbers = [
        int(entry["SequenceNumber"]) for _ in range(3) for entry in env.put(stream, b"a", b"b")["Records"]
    ]
    assert numbers == sorted(set(numbers)), f"they are {numbers}"


@book.case(
    "Sequence numbers in a shard's answer of GetRecords grow",
    kinesis_api("GetRecords"),
)
def records_are_ordered(env: Environment) -> None:
    stream = env.stream()
    for letter in (b"a", b"b", b"c"):
        env.put(stream, letter)
    records = env.read(stream, atleast=3)
    assert [record["Data"] for record in records] == [b"a", b"b", b"c"]
    numbers = [int(record["SequenceNumber"]) for record in records]
    assert numbers == sorted(set(numbers))


@book.case("SequenceNumberForOrdering takes the number of the record before", PUT_RECORD)
def ordering(env: Environment) -> None:
    stream = env.stream()
    before = env.kinesis.put_record(StreamName=stream.name, Data=b"a", PartitionKey="k")["SequenceNumber"]
    after = env.kinesis.put_record(
        StreamName=stream.name, Data=b"b", PartitionKey="k", SequenceNumberForOrdering=before
    )["SequenceNumber"]
    assert int(after) > int(before)


@book.case(
    "A SequenceNumberForOrdering written two seconds from now is invalid",
    kinesalite("putRecord"),
    recorded=KINESALITE_ERA,
)
def ordering_from_the_future(env: Environment) -> None:
    _ordering_is_invalid(env, f"200000000000000000000000000000{round(_now_s(env)) + 2:x}000000002")


@book.case(
    "A SequenceNumberForOrdering of version 0 is invalid",
    kinesalite("putRecord"),
    recorded=KINESALITE_ERA,
)
def ordering_of_version_0(env: Environment) -> None:
    _ordering_is_invalid(env, "20000000000000000000000000000000000000000000000")


@book.case(
    "A SequenceNumberForOrdering that begins with a 3 in hex is invalid",
    kinesalite("putRecord"),
    recorded=KINESALITE_ERA,
)
def ordering_that_begins_with_3(env: Environment) -> None:
    _ordering_is_invalid(env, "30000000000000000000000000000000000000000000001")


def _now_s(env: Environment) -> float:
    [entry] = env.put(env.stream(), b"now")["Records"]
    return int(f"{int(entry['SequenceNumber']):x}"[-18:-9], 16) if len(entry["SequenceNumber"]) == 56 else 0


def _ordering_is_invalid(env: Environment, in_hex: str) -> None:
    stream, number = env.stream(), str(int(in_hex, 16))
    words = (
        f"ExclusiveMinimumSequenceNumber {number} used in PutRecord on stream {stream.name} "
        f"under account {env.account} is invalid."
    )
    with refused("InvalidArgumentException", words):
        env.kinesis.put_record(
            StreamName=stream.name, Data=b"", PartitionKey="a", SequenceNumberForOrdering=number
        )


@book.case("500 records are stored in one call", PUT_RECORDS)
def five_hundred(env: Environment) -> None:
    stream = env.stream()
    assert len(env.put(stream, *[b"x"] * 500)["Records"]) == 500
    assert len(env.read(stream, atleast=500)) == 500


@book.case("A call with one invalid entry stores none", kinesalite("putRecords"), recorded=KINESALITE_ERA)
def one_bad_entry_stores_nothing(env: Environment) -> None:
    stream = env.stream()
    good, bad = {"Data": b"good", "PartitionKey": "k"}, {"Data": b"bad", "PartitionKey": "k" * 257}
    with refused("ValidationException"):
        env.kinesis.put_records(StreamName=stream.name, Records=[good, bad])
    env.put(stream, b"after")
    found = [record["Data"] for record in env.read(stream)]
    assert found == [b"after"], f"read {found}"


@book.case("A record of 1 MiB, data and key together, is stored", kinesis_api("PutRecordsRequestEntry"))
def one_mebibyte(env: Environment) -> None:
    answer = env.put(env.stream(), bytes(2**20 - 1), key="k")
    assert answer["FailedRecordCount"] == 0, f"it was throttled: {answer['Records']}"


@book.case(
    "A partition key of 256 characters is stored, whatever its bytes",
    kinesis_api("PutRecordsRequestEntry"),
)
def longest_key(env: Environment) -> None:
    assert env.put(env.stream(), b"x", key="ü" * 256)["FailedRecordCount"] == 0


@book.case(
    "A stream that isn't there: ResourceNotFoundException",
    kinesalite("putRecord"),
    recorded=KINESALITE_ERA,
)
def unknown_stream(env: Environment) -> None:
    name = env.name()
    words = f"Stream {name} under account {env.account} not found."
    with refused("ResourceNotFoundException", words):
        env.kinesis.put_record(StreamName=name, Data=b"", PartitionKey="k")
    with refused("ResourceNotFoundException", words):
        env.kinesis.put_records(StreamName=name, Records=[{"Data": b"", "PartitionKey": "k"}])


@book.case("A stream in UPDATING is written to as before", kinesis_api("SplitShard"), shards=3)
def written_while_updating(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.split_shard(StreamName=stream.name, ShardToSplit=SHARD_0, NewStartingHashKey=str(2**127))
    status = env.summary(stream.name)["StreamStatus"]
    assert status == "UPDATING", f"the stream is {status} right after SplitShard"
    answer = env.kinesis.put_record(StreamName=stream.name, Data=b"", PartitionKey="a", ExplicitHashKey="1")
    assert answer["ShardId"] == SHARD_0, f"the record went to {answer['ShardId']}"


@book.case("An encrypted stream says EncryptionType KMS of each put", PUT_RECORDS)
def encryption_type(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.start_stream_encryption(
        StreamName=stream.name, EncryptionType="KMS", KeyId="alias/aws/kinesis"
    )
    env.active(stream.name)
    shown = env.put(stream, b"x").get("EncryptionType")
    assert shown == "KMS", f"EncryptionType is {shown}"
