"""PutRecords: the whole call is valid or not; after that each entry is on its own."""

from __future__ import annotations

from hashlib import md5
from typing import Any

import pytest
from small_region import ACCOUNT, STREAM, SmallRegion, shard_id

from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.state.sequence_numbers import encode
from lablib.simulator.kinesis.state.write_limiter import AlignedSecond, Unlimited
from lablib.simulator.ledger.ledger import Fate

KIB, MIB = 2**10, 2**20
THROTTLED = "ProvisionedThroughputExceededException"


def entries(count: int, size_bytes: int = 1, key: str = "t") -> list[dict[str, Any]]:
    """`count` different entries whose data and key together have `size_bytes` (at least 8)."""
    return [
        {"Data": f"{number:07d}".encode().ljust(size_bytes - len(key), b"x"), "PartitionKey": key}
        for number in range(count)
    ]


def put(kinesis: SmallRegion, records: list[dict[str, Any]]) -> dict[str, Any]:
    return kinesis.call("PutRecords", StreamName=STREAM, Records=records)


def marks(answer: dict[str, Any]) -> str:
    """The answer as a line: `s` for a stored entry, `T` for a throttled one, `F` for a failed one."""
    letters = {None: "s", THROTTLED: "T", "InternalFailure": "F"}
    line = "".join(letters[each.get("ErrorCode")] for each in answer["Records"])
    assert answer["FailedRecordCount"] == len(line) - line.count("s")
    return line


def test_a_shard_takes_a_second_of_records_at_once_and_one_more_each_millisecond():
    kinesis = SmallRegion()
    timeline = []
    for second, count in ((0, 500), (0, 500), (0, 3), (0.002, 3), (1.002, 500), (1.002, 500), (1.002, 1)):
        kinesis.at(second)
        timeline.append((second, put(kinesis, entries(count))["FailedRecordCount"]))
    assert timeline == [(0, 0), (0, 0), (0, 3), (0.002, 1), (1.002, 0), (1.002, 0), (1.002, 1)]


def test_a_refused_entry_has_code_and_message_and_a_stored_one_place_and_number():
    kinesis = SmallRegion()
    put(kinesis, entries(500))
    put(kinesis, entries(499))
    stored, refused = put(kinesis, entries(2))["Records"]
    assert sorted(stored) == ["SequenceNumber", "ShardId"]
    assert refused == {
        "ErrorCode": THROTTLED,
        "ErrorMessage": f"Rate exceeded for shard {shard_id(0)} in stream {STREAM} under account {ACCOUNT}.",
    }


def test_a_small_entry_is_stored_behind_a_large_one_that_did_not_fit():
    kinesis = SmallRegion()
    sizes_kib = (300, 300, 300, 300, 100, 30)  # the shard takes 1,024 KiB
    records = [entries(1, size * KIB)[0] for size in sizes_kib]
    assert marks(put(kinesis, records)) == "sssTsT"


def test_one_full_shard_does_not_hold_up_the_others():
    kinesis = SmallRegion(shards=2)
    low, high = "0", str(2**127)
    for _ in range(2):
        put(kinesis, [entry | {"ExplicitHashKey": low} for entry in entries(500)])
    turns = [entry | {"ExplicitHashKey": key} for entry, key in zip(entries(6), [low, high] * 3, strict=True)]
    assert marks(put(kinesis, turns)) == "TsTsTs"


def test_a_put_record_is_charged_whole_kilobytes_and_a_put_records_the_sum_of_the_call():
    alone = SmallRegion()
    for _ in range(512):
        alone.put(data=b"x" * 1_024, key="t")  # with its key 1,025 bytes, charged as 2 KiB
    with pytest.raises(AwsError, match=THROTTLED):
        alone.put()
    together = SmallRegion()
    assert [put(together, entries(500, 1_025))["FailedRecordCount"] for _ in range(2)] == [0, 0]


def test_exact_bytes_are_charged_where_the_policy_says_so():
    kinesis = SmallRegion(charge_unit_bytes=1)
    for _ in range(1_000):
        kinesis.put(data=b"x" * 1_024, key="t")
    assert kinesis.refusal("PutRecord", StreamName=STREAM, Data=b"x", PartitionKey="t")[0] == THROTTLED


def test_the_shape_of_the_window_is_a_policy():
    aligned = SmallRegion(write_limiter=AlignedSecond)
    timeline = []
    for second in (0.999, 0.9995, 1.0, 1.5):
        aligned.at(second)
        failed = sum(put(aligned, entries(500))["FailedRecordCount"] for _ in range(3))
        timeline.append((second, 1_500 - failed))
    assert timeline == [(0.999, 1_000), (0.9995, 0), (1.0, 1_000), (1.5, 0)]
    unlimited = SmallRegion(write_limiter=Unlimited)
    assert sum(put(unlimited, entries(500))["FailedRecordCount"] for _ in range(10)) == 0


def test_a_stream_for_large_records_takes_one_of_ten_mebibytes_and_then_refills_at_the_usual_rate():
    kinesis = SmallRegion()
    kinesis.call(
        "UpdateMaxRecordSize", StreamARN=kinesis.region.streams[STREAM].arn, MaxRecordSizeInKiB=10_240
    )
    kinesis.at(100)
    large = entries(1, 10 * MIB)
    timeline = []
    for second, records in ((100, large), (100, entries(1)), (101, entries(1, MIB)), (101, entries(1, MIB))):
        kinesis.at(second)
        timeline.append((second, marks(put(kinesis, records))))
    assert timeline == [(100, "s"), (100, "T"), (101, "s"), (101, "T")]


CONSTRAINT = "failed to satisfy constraint: Member must"
FIRST = "records.1.member"
BYTE_BUFFER = f"java.nio.HeapByteBuffer[pos=0 lim={MIB + 1} cap={MIB + 1}]"
INVALID = {
    "501 entries": (
        entries(1) * 501,
        "ValidationException",
        f"at 'records' {CONSTRAINT} have length less than or equal to 500",
    ),
    "no entry": (
        [],
        "ValidationException",
        f"Value '[]' at 'records' {CONSTRAINT} have length greater than or equal to 1",
    ),
    "a record that is too long": (
        [*entries(1), {"Data": b"x" * (MIB + 1), "PartitionKey": "t"}],
        "ValidationException",
        (
            f"1 validation error detected: Value '{BYTE_BUFFER}' at 'records.2.member.data' {CONSTRAINT} "
            "have length less than or equal to 1048576"
        ),
    ),
    "data that is too long with its key": (
        [{"Data": b"x" * MIB, "PartitionKey": "é"}],
        "ValidationException",
        f"lim={MIB} cap={MIB}]' at '{FIRST}.data' {CONSTRAINT} have length less than or equal to 1048574",
    ),
    "no key": (
        [*entries(1), {"Data": b""}],
        "InvalidArgumentException",
        "PartitionKey is missing at 'records.2.member.partitionKey'.",
    ),
    "a key that is too long": (
        entries(1, key="k" * 257),
        "ValidationException",
        f"at '{FIRST}.partitionKey' {CONSTRAINT} have length less than or equal to 256",
    ),
    "more than 10 MiB together": (
        entries(11, MIB - 9),
        "InvalidArgumentException",
        "Records size exceeds 10 MB limit",
    ),
    "a hash that is no number": (
        [entries(1)[0] | {"ExplicitHashKey": "01"}],
        "ValidationException",
        f"at '{FIRST}.explicitHashKey' {CONSTRAINT} satisfy regular expression pattern: 0|([1-9]\\d{{0,38}})",
    ),
    "a hash above all": (
        [entries(1)[0] | {"ExplicitHashKey": str(2**128)}],
        "InvalidArgumentException",
        (
            "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. "
            f"Specified value was {2**128}"
        ),
    ),
}


@pytest.mark.parametrize(("records", "code", "text"), INVALID.values(), ids=INVALID)
def test_an_invalid_entry_fails_the_whole_call_and_nothing_is_stored(records, code, text):
    kinesis = SmallRegion()
    found_code, message = kinesis.refusal("PutRecords", StreamName=STREAM, Records=records)
    assert (found_code, text in message) == (code, True), message
    assert kinesis.region.streams[STREAM].shards[0].log.end == 0
    assert marks(put(kinesis, entries(500))) == "s" * 500  # and no room was taken
    assert marks(put(kinesis, entries(500))) == "s" * 500


def test_a_stream_that_is_not_there_or_not_ready_is_not_found():
    kinesis = SmallRegion()
    kinesis.call("CreateStream", StreamName="young", ShardCount=1)
    kinesis.call("DeleteStream", StreamName=STREAM)
    for name in ("nowhere", "young", STREAM):
        assert kinesis.refusal("PutRecords", StreamName=name, Records=entries(1)) == (
            "ResourceNotFoundException",
            f"Stream {name} under account {ACCOUNT} not found.",
        )


def test_a_throttled_put_record_is_an_error():
    kinesis = SmallRegion()
    put(kinesis, entries(500))
    put(kinesis, entries(500))
    with pytest.raises(AwsError) as caught:
        kinesis.put()
    assert (caught.value.code, caught.value.status) == (THROTTLED, 400)
    assert caught.value.message.startswith(f"Rate exceeded for shard {shard_id(0)} ")


def test_an_internal_failure_hits_single_entries_and_takes_no_room():
    hits = iter([False, True, False])
    kinesis = SmallRegion(entry_fault=lambda stream, operation, now_us: next(hits, False))
    answer = put(kinesis, entries(3))
    assert marks(answer) == "sFs"
    assert kinesis.ledger.rejections_by_code == {"InternalFailure": 1}
    assert kinesis.ledger.lost == 1
    assert answer["Records"][1] == {
        "ErrorCode": "InternalFailure",
        "ErrorMessage": "Internal Service Failure",
    }
    assert [put(kinesis, entries(499))["FailedRecordCount"] for _ in range(2)] == [0, 0]


def test_an_internal_failure_of_a_put_record_fails_the_call():
    kinesis = SmallRegion(entry_fault=lambda stream, operation, now_us: True)
    with pytest.raises(AwsError) as caught:
        kinesis.put()
    error = caught.value
    assert (error.code, error.status) == ("InternalFailureException", 500)
    assert error.message == "Internal Service Failure"


def test_the_key_decides_the_shard_by_its_md5_unless_a_hash_is_given():
    kinesis = SmallRegion(shards=4)
    keys = [f"tenant {number}" for number in range(40)]
    answer = put(kinesis, [{"Data": b"", "PartitionKey": key} for key in keys])
    expected = [shard_id(int(md5(key.encode()).hexdigest(), 16) * 4 >> 128) for key in keys]
    assert [each["ShardId"] for each in answer["Records"]] == expected
    assert len(set(expected)) == 4
    edges = [2**126 - 1, 2**126, 2**128 - 1]
    explicit = [entries(1)[0] | {"ExplicitHashKey": str(edge)} for edge in edges]
    assert [each["ShardId"] for each in put(kinesis, explicit)["Records"]] == [shard_id(i) for i in (0, 1, 3)]


def test_numbers_grow_within_a_shard_in_request_order_with_gaps_that_its_neighbours_make():
    kinesis = SmallRegion(shards=2)
    turns = [entry | {"ExplicitHashKey": str(2**127 * (n % 2))} for n, entry in enumerate(entries(6))]
    numbers = [int(each["SequenceNumber"]) for each in put(kinesis, turns)["Records"]]
    assert all(len(str(number)) == 56 and str(number).startswith("49") for number in numbers)
    counters = [(number >> 80) & 0xFFFF for number in numbers]
    assert counters == [1, 2, 3, 4, 5, 6]
    assert [number >> 4 & 0xFFFF for number in numbers] == [0, 1] * 3


def test_a_number_for_ordering_must_be_one_that_the_stream_can_have_issued():
    kinesis = SmallRegion()
    number = kinesis.put()["SequenceNumber"]
    more = {"StreamName": STREAM, "Data": b"", "PartitionKey": "t"}
    kinesis.call("PutRecord", SequenceNumberForOrdering=number, **more)
    now_us = kinesis.clock.now_us
    for not_issued in (
        1_234,
        encode(1, now_us - 10_000_000, 1, now_us),  # a shard that there is not
        encode(0, now_us - 11_000_000, 1, now_us),  # a shard that is older than the stream
        encode(0, now_us - 10_000_000, 1, now_us + 1_000_000),  # written a second from now
    ):
        assert kinesis.refusal("PutRecord", SequenceNumberForOrdering=str(not_issued), **more) == (
            "InvalidArgumentException",
            (
                f"ExclusiveMinimumSequenceNumber {not_issued} used in PutRecord on stream {STREAM} "
                f"under account {ACCOUNT} is invalid."
            ),
        )


def test_an_encrypted_stream_says_so_in_every_answer():
    kinesis = SmallRegion()
    assert "EncryptionType" not in put(kinesis, entries(1))
    kinesis.call("StartStreamEncryption", StreamName=STREAM, EncryptionType="KMS", KeyId="alias/aws/kinesis")
    kinesis.at(100)
    assert put(kinesis, entries(1))["EncryptionType"] == "KMS"
    assert kinesis.put()["EncryptionType"] == "KMS"


def test_the_ledger_is_told_of_every_entry():
    kinesis = SmallRegion()
    for _ in range(2):
        put(kinesis, entries(500))
    put(kinesis, [{"Data": b"new", "PartitionKey": "t"}])
    totals = {fate: count for fate, count in kinesis.ledger.totals(kinesis.clock.now_us).items() if count}
    assert totals == {Fate.STORED: 500, Fate.REJECTED: 1}
    assert kinesis.ledger.duplicates == 500  # the same five hundred twice
    assert kinesis.ledger.rejections_by_code == {THROTTLED: 1}
