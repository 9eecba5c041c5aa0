"""Shard iterators: where each type starts, how long one lives, what is refused and in which words."""

import base64

import pytest
from small_region import ACCOUNT, STREAM, SmallRegion, shard_id

from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.state.sequence_numbers import encode

EPOCH_S = 1_793_577_600 + 10  # second 0 of a SmallRegion: ten seconds of CREATING after 2026-11-02T00:00:00Z


@pytest.fixture
def region():
    """Records 0 to 4 arrive at the seconds 0 to 4; the time is second 10."""
    small = SmallRegion()
    small.answers = []
    for second in range(5):
        small.at(second)
        small.answers.append(small.put())
    small.at(10)
    return small


def test_trim_horizon_starts_at_the_oldest_record(region):
    assert region.read(region.iterator("TRIM_HORIZON")) == [b"0", b"1", b"2", b"3", b"4"]


def test_latest_starts_just_after_the_newest_record_at_the_time_of_the_call(region):
    iterator = region.iterator("LATEST")
    region.put(data=b"later")
    region.at(11)
    assert region.read(iterator) == [b"later"]


def test_latest_leaves_out_a_record_that_is_stored_but_not_yet_visible(region):
    region.put(data=b"just stored")
    iterator = region.iterator("LATEST")
    region.at(11)
    assert region.read(iterator) == []


def test_a_sequence_number_is_included_by_at_and_left_out_by_after(region):
    number = region.answers[2]["SequenceNumber"]
    at = region.iterator("AT_SEQUENCE_NUMBER", StartingSequenceNumber=number)
    after = region.iterator("AFTER_SEQUENCE_NUMBER", StartingSequenceNumber=number)
    assert region.read(at) == [b"2", b"3", b"4"]
    assert region.read(after) == [b"3", b"4"]


def test_the_starting_sequence_number_of_a_shard_is_a_place_to_start(region):
    shard = region.call("ListShards", StreamName=STREAM)["Shards"][0]
    start = shard["SequenceNumberRange"]["StartingSequenceNumber"]
    iterator = region.iterator("AT_SEQUENCE_NUMBER", StartingSequenceNumber=start)
    assert region.read(iterator) == [b"0", b"1", b"2", b"3", b"4"]


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (2, [b"2", b"3", b"4"]),
        (2.0009, [b"2", b"3", b"4"]),  # read as 2.000: the precision is a millisecond
        (2.001, [b"3", b"4"]),
        (9.5, []),
        (10, []),
        (-100_000, [b"0", b"1", b"2", b"3", b"4"]),
    ],
)
def test_a_timestamp_starts_at_the_first_record_of_that_time_or_later(region, second, expected):
    assert region.read(region.iterator("AT_TIMESTAMP", Timestamp=EPOCH_S + second)) == expected


def test_the_arrival_time_of_a_record_leads_back_to_it():
    region = SmallRegion()
    for second in (0.0004, 0.123456, 0.7):
        region.at(second)
        region.put()
    region.at(2)
    arrivals = [record["ApproximateArrivalTimestamp"] for record in region.get(region.iterator())["Records"]]
    assert arrivals == [EPOCH_S, EPOCH_S + 0.123, EPOCH_S + 0.7]
    assert region.read(region.iterator("AT_TIMESTAMP", Timestamp=arrivals[1])) == [b"1", b"2"]


def test_a_timestamp_in_the_future_is_refused_and_the_current_one_is_not(region):
    region.at(10.5)
    assert region.iterator("AT_TIMESTAMP", Timestamp=EPOCH_S + 10.5)
    assert region.refusal(
        "GetShardIterator",
        StreamName=STREAM,
        ShardId=shard_id(0),
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=EPOCH_S + 10.501,
    ) == (
        "InvalidArgumentException",
        (
            "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. "
            "timestampInMillis: 1793577620501, currentTimestampInMillis: 1793577620500"
        ),
    )


def wrong_combination(kind, given):
    return (
        "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or "
        f"(2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified {kind} and {given}."
    )


OTHER_SHARD = str(encode(7, EPOCH_S * 1_000_000, 1, EPOCH_S * 1_000_000))
OTHER_STREAM = str(encode(0, (EPOCH_S - 500) * 1_000_000, 1, EPOCH_S * 1_000_000))
WHERE = f"in stream {STREAM} under account {ACCOUNT}"
USED = f"used in GetShardIterator on shard {shard_id(0)} {WHERE} is invalid"


@pytest.mark.parametrize(
    ("params", "message"),
    [
        (
            {"ShardIteratorType": "AT_TIMESTAMP"},
            (
                "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. "
                "Current request has no timestamp parameter."
            ),
        ),
        (
            {"ShardIteratorType": "AT_SEQUENCE_NUMBER"},
            wrong_combination("AT_SEQUENCE_NUMBER", "no StartingSequenceNumber"),
        ),
        (
            {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER"},
            wrong_combination("AFTER_SEQUENCE_NUMBER", "no StartingSequenceNumber"),
        ),
        (
            {"ShardIteratorType": "TRIM_HORIZON", "StartingSequenceNumber": OTHER_SHARD},
            wrong_combination("TRIM_HORIZON", "also a StartingSequenceNumber"),
        ),
        (
            {"ShardIteratorType": "LATEST", "StartingSequenceNumber": OTHER_SHARD},
            wrong_combination("LATEST", "also a StartingSequenceNumber"),
        ),
        (
            {"ShardIteratorType": "AT_SEQUENCE_NUMBER", "StartingSequenceNumber": OTHER_SHARD},
            (
                f"Invalid StartingSequenceNumber. It encodes {shard_id(7)}, "
                f"while it was used in a call to a shard with {shard_id(0)}"
            ),
        ),
        (
            {"ShardIteratorType": "AT_SEQUENCE_NUMBER", "StartingSequenceNumber": OTHER_STREAM},
            f"StartingSequenceNumber {OTHER_STREAM} {USED} because it did not come from this stream.",
        ),
        (
            {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "StartingSequenceNumber": "42"},
            f"StartingSequenceNumber 42 {USED}.",
        ),
    ],
)
def test_what_makes_no_position_is_refused_in_the_words_of_aws(region, params, message):
    refusal = region.refusal("GetShardIterator", StreamName=STREAM, ShardId=shard_id(0), **params)
    assert refusal == ("InvalidArgumentException", message)


def test_an_unknown_shard_is_not_found(region):
    for name in (shard_id(1), "shard-of-another-kind"):
        assert region.refusal(
            "GetShardIterator", StreamName=STREAM, ShardId=name, ShardIteratorType="LATEST"
        ) == (
            "ResourceNotFoundException",
            f"Shard {name} in stream {STREAM} under account {ACCOUNT} does not exist",
        )


def test_the_sixth_call_within_a_second_on_one_shard_is_refused():
    region = SmallRegion(shards=2)
    seen = []
    for tenth in range(12):
        region.at(tenth / 10)
        try:
            region.iterator("LATEST", shard=0)
            seen.append((tenth / 10, "ok"))
        except AwsError as error:
            seen.append((tenth / 10, error.code))
    refused = "ProvisionedThroughputExceededException"
    assert seen == [(tenth / 10, "ok") for tenth in range(5)] + [
        *((tenth / 10, refused) for tenth in range(5, 10)),
        (1.0, "ok"),
        (1.1, "ok"),
    ]
    assert region.iterator("LATEST", shard=1)


def test_an_iterator_gives_the_same_records_each_time_it_is_used(region):
    iterator = region.iterator("TRIM_HORIZON")
    first = region.read(iterator, Limit=2)
    region.at(11)
    region.read(region.get(iterator, Limit=2)["NextShardIterator"], Limit=2)
    region.at(12)
    assert region.read(iterator, Limit=2) == first == [b"0", b"1"]


def test_an_iterator_lives_for_300_seconds_however_often_it_is_used(region):
    iterator = region.iterator("TRIM_HORIZON")
    seen = []
    for second in (10, 160, 309.999999, 310, 310.000001, 311):
        region.at(second)
        try:
            region.get(iterator)
            seen.append((second, "read"))
        except AwsError as error:
            seen.append((second, error.code))
    assert seen == [
        (10, "read"),
        (160, "read"),
        (309.999999, "read"),
        (310, "read"),
        (310.000001, "ExpiredIteratorException"),
        (311, "ExpiredIteratorException"),
    ]


def test_the_next_iterator_has_a_life_of_its_own(region):
    iterator = region.iterator("TRIM_HORIZON")
    for second in range(10, 1_300, 290):
        region.at(second)
        iterator = region.get(iterator)["NextShardIterator"]


def test_an_expired_iterator_says_since_when(region):
    iterator = region.iterator("LATEST")
    region.at(10 + 24 * 3_600)
    assert region.refusal("GetRecords", ShardIterator=iterator) == (
        "ExpiredIteratorException",
        (
            "Iterator expired. The iterator was created at time Mon Nov 02 00:00:20 UTC 2026 while right now "
            "it is Tue Nov 03 00:00:20 UTC 2026 which is further in the future than the tolerated delay of "
            "300000 milliseconds."
        ),
    )


def test_a_text_that_was_never_issued_is_an_invalid_iterator(region):
    good = region.iterator("LATEST")
    raw = bytearray(base64.b64decode(good))
    raw[30] ^= 1
    for bad in ("x", "=", "not base64!", good[:-4], good + "AAAA", base64.b64encode(raw).decode(), "ü" * 20):
        assert region.refusal("GetRecords", ShardIterator=bad) == (
            "InvalidArgumentException",
            "Invalid ShardIterator.",
        )


def test_a_token_is_the_same_text_on_every_machine():
    assert len({SmallRegion().iterator("LATEST") for _ in range(2)}) == 1


def test_a_token_is_no_longer_than_the_api_allows():
    region = SmallRegion()
    name = "s" * 128
    region.call("CreateStream", StreamName=name, ShardCount=1)
    region.at(10)
    answer = region.call(
        "GetShardIterator", StreamName=name, ShardId=shard_id(0), ShardIteratorType="TRIM_HORIZON"
    )
    assert len(answer["ShardIterator"]) <= 512


def test_an_iterator_of_a_deleted_stream_does_not_read_its_successor(region):
    iterator = region.iterator("TRIM_HORIZON")
    region.call("DeleteStream", StreamName=STREAM)
    region.at(20)
    gone = (
        "ResourceNotFoundException",
        f"Shard {shard_id(0)} in stream {STREAM} under account {ACCOUNT} does not exist",
    )
    assert region.refusal("GetRecords", ShardIterator=iterator) == gone
    region.call("CreateStream", StreamName=STREAM, ShardCount=1)
    region.at(30)
    assert region.refusal("GetRecords", ShardIterator=iterator) == gone


def test_quotes_around_an_iterator_are_no_harm(region):
    """Recorded on AWS: LocalStack's `test_get_records_shard_iterator_with_surrounding_quotes`.

    https://github.com/localstack/localstack/blob/main/tests/aws/services/kinesis/test_kinesis.py
    """
    iterator = region.iterator("TRIM_HORIZON")
    assert region.read(f'"{iterator}"') == region.read(iterator)


@pytest.mark.parametrize("around", ['"{}', '{}"', "'{}'", '""{}""', '"'])
def test_other_quotes_make_it_another_text(region, around):
    text = around.format(region.iterator("TRIM_HORIZON"))
    assert region.refusal("GetRecords", ShardIterator=text) == (
        "InvalidArgumentException",
        "Invalid ShardIterator.",
    )
