"""What a full shard says, and what a shard takes in a second."""

from __future__ import annotations

from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment
from lablib.conformance.refusals import refused
from lablib.conformance.sources import QUOTAS, guide, kinesis_api

book = CaseBook("kinesis", "throttling")
PUT_RECORDS = kinesis_api("PutRecords")
PUT_RECORD = kinesis_api("PutRecord")
ENTRY = kinesis_api("PutRecordsResultEntry")
SHARD_0 = "shardId-000000000000"
THROTTLED = "ProvisionedThroughputExceededException"
BIG = bytes(1_000_000)


@book.case("A call with throttled entries is HTTP 200, and boto3 raises nothing", PUT_RECORDS)
def partial_failure_is_200(env: Environment) -> None:
    answer = env.put(env.stream(), BIG, BIG, BIG)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 200
    failed = answer["FailedRecordCount"]
    assert failed == 2, f"FailedRecordCount is {failed} of three records of 1 MB for one shard"


@book.case("A throttled entry has ErrorCode and ErrorMessage, and neither number nor shard", ENTRY)
def throttled_entry(env: Environment) -> None:
    entry = env.put(env.stream(), BIG, BIG)["Records"][1]
    assert entry.keys() == {"ErrorCode", "ErrorMessage"}, f"the entry has {sorted(entry)}"
    assert entry["ErrorCode"] == THROTTLED, f"the code is {entry['ErrorCode']}"


@book.case("The ErrorMessage of a throttled entry names shard, stream and account", PUT_RECORDS)
def throttled_message(env: Environment) -> None:
    stream = env.stream()
    entry = env.put(stream, BIG, BIG)["Records"][1]
    words = f"Rate exceeded for shard {SHARD_0} in stream {stream.name} under account {env.account}."
    assert entry.get("ErrorMessage") == words, f"it says {entry.get('ErrorMessage')!r}"


@book.case("An entry that is throttled doesn't stop those after it", PUT_RECORDS)
def later_entries_go_on(env: Environment) -> None:
    entries = env.put(env.stream(), BIG, BIG, b"small")["Records"]
    stored = ["SequenceNumber" in entry for entry in entries]
    assert stored == [True, False, True], f"stored: {stored}"


@book.case("A full shard doesn't throttle the other shards of the stream", PUT_RECORDS, shards=2)
def only_the_full_shard(env: Environment) -> None:
    stream = env.stream(2)
    entries = [
        {"Data": BIG, "PartitionKey": "k", "ExplicitHashKey": hash_key}
        for hash_key in ("0", "0", str(2**128 - 1))
    ]
    answer = env.kinesis.put_records(StreamName=stream.name, Records=entries)
    stored = ["SequenceNumber" in entry for entry in answer["Records"]]
    assert stored == [True, False, True], f"stored: {stored}"


@book.case("A call in which every entry is throttled is HTTP 200 too", PUT_RECORDS, model=True)
def all_throttled_is_200(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, BIG)
    answer = env.put(stream, BIG)
    assert answer["FailedRecordCount"] == 1, "the second MB of a second was stored"


@book.case("A throttled PutRecord raises ProvisionedThroughputExceededException, HTTP 400", PUT_RECORD)
def put_record_throttled(env: Environment) -> None:
    stream = env.stream()
    with refused(THROTTLED):
        for _ in range(3):
            env.kinesis.put_record(StreamName=stream.name, Data=BIG, PartitionKey="k")


@book.case("A shard takes 1,000 records a second and throttles the rest", QUOTAS)
def records_per_second(env: Environment) -> None:
    stream = env.stream()
    failed = sum(env.put(stream, *[b"x"] * 500)["FailedRecordCount"] for _ in range(4))
    assert 0 < failed <= 1_000, f"{failed} of 2,000 records within a second were throttled"


@book.case("PutRecord and PutRecords share a shard's limit", QUOTAS)
def one_limit_for_both(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.put_record(StreamName=stream.name, Data=BIG, PartitionKey="k")
    assert env.put(stream, BIG)["FailedRecordCount"] == 1, "PutRecords had room of its own"


@book.case("A shard that rested for a few seconds takes records again", QUOTAS)
def room_comes_back(env: Environment) -> None:
    stream = env.stream()
    env.put(stream, BIG, BIG)
    env.wait(3)
    assert env.put(stream, BIG)["FailedRecordCount"] == 0, "it is throttled three seconds later"


@book.case(
    "PutRecords charges whole KB of the call: 600 records of 1.1 KB a second fit",
    guide("troubleshooting-producers"),
)
def charged_by_the_call(env: Environment) -> None:
    stream = env.stream()
    failed = sum(env.put(stream, *[bytes(1_126)] * 300)["FailedRecordCount"] for _ in range(2))
    assert failed == 0, f"{failed} were throttled"
