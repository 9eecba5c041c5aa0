"""Each of the two puts leaves samples under its own name, and both under the stream's."""

from __future__ import annotations

from small_region import STREAM, SmallRegion

from lablib.simulator.kinesis.state.write_limiter import TokenBucket

ENTRY = {"Data": bytes(97), "PartitionKey": "key"}  # 100 bytes


class TwoRecords(TokenBucket):
    """A shard with room for two records."""

    def __init__(self, now_us: int, burst_bytes: int) -> None:
        super().__init__(now_us, 2_048)


def sums(kinesis: SmallRegion, *names: str) -> dict[str, float]:
    """What each metric of the stream adds up to; without those that have no datapoint."""
    found = {name: kinesis.metrics.find("AWS/Kinesis", name, [("StreamName", STREAM)]) for name in names}
    return {
        name: sum(point.sum for point in series.minutes.values()) for name, series in found.items() if series
    }


def test_each_operation_is_counted_under_its_own_name_and_both_as_incoming():
    kinesis = SmallRegion(write_limiter=TwoRecords)
    kinesis.put("key", bytes(97))
    kinesis.call("PutRecords", StreamName=STREAM, Records=[ENTRY] * 11)  # eleven make 2 KB: no room
    kinesis.refusal("PutRecord", StreamName=STREAM, **ENTRY)
    assert sums(kinesis, "PutRecord.Success", "PutRecord.Bytes") == {
        "PutRecord.Success": 1,
        "PutRecord.Bytes": 100,
    }
    assert sums(kinesis, "PutRecords.Success", "PutRecords.TotalRecords", "PutRecords.ThrottledRecords") == {
        "PutRecords.Success": 1,
        "PutRecords.TotalRecords": 11,
        "PutRecords.ThrottledRecords": 1,
    }
    assert sums(kinesis, "IncomingRecords", "IncomingBytes", "WriteProvisionedThroughputExceeded") == {
        "IncomingRecords": 11,
        "IncomingBytes": 1_100,
        "WriteProvisionedThroughputExceeded": 2,
    }


def test_a_call_that_is_invalid_as_a_whole_leaves_no_sample():
    kinesis = SmallRegion()
    kinesis.refusal("PutRecords", StreamName=STREAM, Records=[ENTRY, {"Data": b"", "PartitionKey": ""}])
    kinesis.refusal("PutRecord", StreamName=STREAM, Data=b"")
    assert sums(kinesis, "PutRecord.Success", "PutRecords.Success", "IncomingRecords") == {}
