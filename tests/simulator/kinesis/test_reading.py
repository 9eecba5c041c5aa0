"""GetRecords: what an answer holds, how far behind it says it is, and when the shard refuses to be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_region import ACCOUNT, HASH_END, STREAM, SmallRegion, shard_id

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.state.read_limiter import SharedReadLimiter, UnlimitedReads
from lablib.simulator.ledger.ledger import Fate

MIB = 2**20
THROTTLED = "ProvisionedThroughputExceededException"


@pytest.fixture
def region():
    return SmallRegion()


def fill(region, records, size_bytes, key="k"):
    """Store `records` records of `size_bytes` (data and key) past the write limiter."""
    log = region.region.streams[STREAM].shards[0].log
    data = bytes(size_bytes - len(key))
    rows = region.ledger.rows_of([data], region.clock.now_us)
    region.ledger.stored([(row, key) for row in rows] * records, "test")
    for index in range(records):
        log.append(log.end + index, key, data, region.clock.now_us, rows[0])


def timeline_of_reads(region, iterator, seconds, **more):
    """[(second, records read or "throttled")], always with the same iterator."""
    seen = []
    for second in seconds:
        region.at(second)
        try:
            seen.append((second, len(region.get(iterator, **more)["Records"])))
        except AwsError as error:
            seen.append((second, "throttled" if error.code == THROTTLED else error.code))
    return seen


def test_a_record_comes_back_as_it_was_put(region):
    region.at(1.2345)
    put = region.put("tenant-ü", b"\x00\xff")
    region.at(2)
    assert region.get(region.iterator())["Records"] == [
        {
            "SequenceNumber": put["SequenceNumber"],
            "ApproximateArrivalTimestamp": limits.WORLD_START_S + 10 + 1.234,
            "Data": b"\x00\xff",
            "PartitionKey": "tenant-ü",
        }
    ]


def test_a_record_can_be_read_a_fifth_of_a_second_after_it_was_stored(region):
    region.put()
    seen = timeline_of_reads(region, region.iterator(), (0, 0.1, 0.199999, 0.2, 1.5))
    assert seen == [(0, 0), (0.1, 0), (0.199999, 0), (0.2, 1), (1.5, 1)]


def test_an_empty_answer_hands_out_an_iterator_that_finds_what_comes_later(region):
    answer = region.get(region.iterator("LATEST"))
    assert (answer["Records"], answer["MillisBehindLatest"], "ChildShards" in answer) == ([], 0, False)
    region.put()
    region.at(1)
    assert region.read(answer["NextShardIterator"]) == [b"0"]


def test_a_limit_cuts_the_answer_and_the_age_of_its_last_record_says_how_far_behind_it_is(region):
    for second in range(4):
        region.at(second)
        region.put()
    iterator, seen = region.iterator(), []
    for second in (10, 11, 12, 13):
        region.at(second)
        answer = region.get(iterator, Limit=2 if second < 12 else 1)
        seen.append((second, [record["Data"] for record in answer["Records"]], answer["MillisBehindLatest"]))
        iterator = answer["NextShardIterator"]
        if second == 11:
            region.put(data=b"new")
            region.put(data=b"newer")
    assert seen == [
        (10, [b"0", b"1"], 9_000),
        (11, [b"2", b"3"], 0),
        (12, [b"new"], 1_000),
        (13, [b"newer"], 0),
    ]


def test_an_answer_holds_at_most_ten_thousand_records(region):
    fill(region, 10_001, 20)
    region.at(1)
    answer = region.get(region.iterator())
    region.at(2)
    following = region.get(answer["NextShardIterator"])
    assert [len(each["Records"]) for each in (answer, following)] == [10_000, 1]


@pytest.mark.parametrize(
    ("size_bytes", "in_one_answer"),
    [
        (MIB, 10),  # exactly 10 MiB
        (MIB + 1, 9),
        (3 * MIB, 3),
        (10 * MIB, 1),
    ],
)
def test_an_answer_holds_at_most_ten_mebibytes_of_data_and_keys(region, size_bytes, in_one_answer):
    fill(region, 11, size_bytes)
    region.at(1)
    answer = region.get(region.iterator())
    assert len(answer["Records"]) == in_one_answer
    assert answer["MillisBehindLatest"] == 1_000


def test_the_sixth_call_within_a_second_is_refused(region):
    region.put()
    region.at(1)
    iterator = region.iterator()
    tenths = [1 + tenth / 10 for tenth in range(12)]
    assert timeline_of_reads(region, iterator, tenths) == [
        *((second, 1) for second in tenths[:5]),
        *((second, "throttled") for second in tenths[5:10]),
        (2.0, 1),
        (2.1, 1),
    ]


def test_a_single_consumer_may_poll_every_200_milliseconds_for_ever(region):
    fifths = [fifth / 5 for fifth in range(50)]
    assert timeline_of_reads(region, region.iterator(), fifths) == [(second, 0) for second in fifths]


def test_two_consumers_of_a_shard_share_its_calls_and_another_shard_has_its_own():
    region = SmallRegion(shards=2)
    region.at(1)
    one, two = region.iterator(), region.iterator()
    other = region.iterator(shard=1)
    for _ in range(2):
        region.get(one)
        region.get(two)
    region.get(one)
    assert region.refusal("GetRecords", ShardIterator=two) == (
        THROTTLED,
        f"Rate exceeded for shard {shard_id(0)} in stream {STREAM} under account {ACCOUNT}.",
    )
    assert region.read(other) == []


def test_after_an_answer_of_ten_mebibytes_the_shard_refuses_for_five_seconds(region):
    fill(region, 20, MIB)
    region.at(1)
    seconds = (1, 1.2, 2, 5.9, 5.999999, 6, 7, 11)
    assert timeline_of_reads(region, region.iterator(), seconds) == [
        (1, 10),
        (1.2, "throttled"),
        (2, "throttled"),
        (5.9, "throttled"),
        (5.999999, "throttled"),
        (6, 10),
        (7, "throttled"),
        (11, 10),
    ]


def test_once_two_mebibytes_of_a_second_are_read_the_shard_refuses_for_one_second(region):
    fill(region, 4, MIB // 2)
    region.at(1)
    seconds = (1, 1.2, 1.4, 1.6, 1.8, 2.5, 2.599999, 2.6)
    assert timeline_of_reads(region, region.iterator(), seconds, Limit=1) == [
        (1, 1),
        (1.2, 1),
        (1.4, 1),
        (1.6, 1),
        (1.8, "throttled"),
        (2.5, "throttled"),
        (2.599999, "throttled"),
        (2.6, 1),
    ]


def test_a_refused_call_does_not_advance_the_iterator(region):
    fill(region, 11, MIB)
    region.at(1)
    first = region.get(region.iterator())
    iterator = first["NextShardIterator"]
    region.refusal("GetRecords", ShardIterator=iterator)
    region.at(6)
    assert len(region.read(iterator)) == 1


def test_a_read_limiter_can_be_swapped():
    region = SmallRegion(read_limiter=UnlimitedReads)
    iterator = region.iterator()
    assert timeline_of_reads(region, iterator, [0] * 50) == [(0, 0)] * 50


@pytest.mark.parametrize(
    ("answer_bytes", "penalty_s"),
    [
        (limits.SHARD_READ_BYTES_PER_S, limits.READ_PENALTY_S),
        (limits.GET_RECORDS_MAX_BYTES, limits.READ_PENALTY_AFTER_FULL_ANSWER_S),
    ],
)
def test_the_penalties_that_aws_documents_follow_from_the_rate(answer_bytes, penalty_s):
    limiter = SharedReadLimiter(0)
    limiter.charge(answer_bytes, 0)
    open_again_us = penalty_s * limits.US_PER_S
    assert [limiter.admit(at_us) for at_us in (open_again_us - 1, open_again_us)] == [False, True]


@given(
    st.lists(st.tuples(st.integers(0, 3_000_000), st.integers(0, limits.GET_RECORDS_MAX_BYTES)), max_size=60)
)
def test_readers_never_get_more_than_five_calls_a_second_nor_two_mebibytes_on_average(steps):
    """Between the first and the last admitted call of any stretch, all but the last answer are paid for."""
    limiter, now_us, admitted = SharedReadLimiter(0), 0, []
    for wait_us, answer_bytes in steps:
        now_us += wait_us
        if limiter.admit(now_us):
            limiter.charge(answer_bytes, now_us)
            admitted.append((now_us, answer_bytes))
    times_us = [at_us for at_us, _ in admitted]
    assert all(later - at_us >= 1_000_000 for at_us, later in zip(times_us, times_us[5:], strict=False))
    if admitted:
        paid_bytes = sum(answer_bytes for _, answer_bytes in admitted[:-1])
        seconds = (times_us[-1] - times_us[0]) / 1_000_000 + 1
        assert paid_bytes <= seconds * limits.SHARD_READ_BYTES_PER_S


def test_the_ledger_hears_of_the_first_read_and_of_nothing_before(region):
    region.put()
    region.put()
    seen = [(0, region.ledger.totals(region.clock.now_us)[Fate.READ])]
    iterator = region.iterator()
    for second, limit in ((0.1, 1), (1, 1), (2, 1), (3, 2)):
        region.at(second)
        region.get(iterator, Limit=limit)
        seen.append((second, region.ledger.totals(region.clock.now_us)[Fate.READ]))
    assert seen == [(0, 0), (0.1, 0), (1, 1), (2, 1), (3, 2)]


def test_cloudwatch_counts_calls_refused_and_records_read(region):
    region.put("key", bytes(97))
    region.put("key", bytes(97))
    region.at(1)
    iterator = region.iterator()
    for _ in range(5):
        region.get(iterator, Limit=1)
    for _ in range(3):
        region.refusal("GetRecords", ShardIterator=iterator)
    names = (
        "GetRecords.Records",
        "GetRecords.Bytes",
        "GetRecords.Success",
        "ReadProvisionedThroughputExceeded",
    )
    series = {name: region.metrics.find("AWS/Kinesis", name, [("StreamName", STREAM)]) for name in names}
    sums = {name: sum(point.sum for point in series[name].minutes.values()) for name in names}
    assert sums == {
        "GetRecords.Records": 5,
        "GetRecords.Bytes": 500,
        "GetRecords.Success": 5,
        "ReadProvisionedThroughputExceeded": 3,
    }


def test_an_arn_of_another_stream_beside_the_iterator_is_refused(region):
    iterator = region.iterator()
    arn = region.region.streams[STREAM].arn
    assert region.get(iterator, StreamARN=arn)["Records"] == []
    code, message = region.refusal("GetRecords", ShardIterator=iterator, StreamARN=arn + "-2")
    assert code == "InvalidArgumentException"
    assert arn in message


def test_more_than_ten_thousand_records_may_not_be_asked_for(region):
    code, _ = region.refusal("GetRecords", ShardIterator=region.iterator(), Limit=10_001)
    assert code in ("ValidationException", "InvalidArgumentException")


def test_a_key_that_hashes_elsewhere_is_read_from_its_own_shard_only():
    region = SmallRegion(shards=2)
    region.put(data=b"low", hash_key=0)
    region.put(data=b"high", hash_key=HASH_END)
    region.at(1)
    assert [region.read(region.iterator(shard=shard)) for shard in (0, 1)] == [[b"low"], [b"high"]]


def test_an_answer_may_be_empty_although_records_are_ahead():
    """ "It might take multiple calls to get to a portion of the shard that contains records."

    https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html
    """
    empty = iter([True, True, False, True, False])
    region = SmallRegion(empty_read=lambda stream, now_us: next(empty))
    for _ in range(3):
        region.put()
    region.at(10)
    seen, iterator = [], region.iterator("TRIM_HORIZON")
    for second in range(10, 16):
        region.at(second)
        answer = region.get(iterator, Limit=2)
        seen.append((second, [record["Data"] for record in answer["Records"]], answer["MillisBehindLatest"]))
        iterator = answer["NextShardIterator"]
    assert seen == [
        (10, [], 10_000),
        (11, [], 11_000),
        (12, [b"0", b"1"], 12_000),
        (13, [], 13_000),
        (14, [b"2"], 0),
        (15, [], 0),  # nothing is ahead, so nobody asks whether this one is empty
    ]


def test_an_empty_answer_is_a_success_without_records_in_cloudwatch():
    region = SmallRegion(empty_read=lambda stream, now_us: True)
    region.put()
    region.at(10)
    region.get(region.iterator("TRIM_HORIZON"))
    minutes = {
        series.name: sum(point.sum for point in series.minutes.values())
        for series in region.metrics
        if series.name.startswith("GetRecords")
    }
    assert (minutes["GetRecords.Success"], minutes["GetRecords.Records"]) == (1, 0)
    assert minutes["GetRecords.IteratorAgeMilliseconds"] == 10_000


def test_the_end_of_a_closed_shard_is_not_reached_by_an_empty_answer():
    empty = iter([True, False])
    region = SmallRegion(empty_read=lambda stream, now_us: next(empty))
    region.put()
    region.split(0, 5)
    region.at(40)
    first = region.get(region.iterator("TRIM_HORIZON"))
    assert (first["Records"], "ChildShards" in first) == ([], False)
    last = region.get(first["NextShardIterator"])
    assert ([record["Data"] for record in last["Records"]], len(last["ChildShards"])) == ([b"0"], 2)
