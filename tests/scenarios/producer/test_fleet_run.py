"""A fleet with somebody's producer: what becomes of its events, and how long a flush takes."""

import pytest

from lablib.scenarios.producer import fleet_run, job_run
from lablib.teaching.checks.learners_producer import reference


def look_away(kinesis, stream, events):
    records = [{"Data": event["event_id"], "PartitionKey": event["tenant"]} for event in events]
    kinesis.put_records(StreamName=stream, Records=records[:500])


@pytest.mark.nightly
def test_a_producer_that_resends_loses_nothing_and_takes_longer_on_one_shard():
    on_four, on_one = (fleet_run(reference(), seed=7, shards=n, gateways=30) for n in (4, 1))
    assert on_four.lost == on_one.lost == 0
    assert on_four.throttled < on_one.throttled
    assert on_four.longest_flush_s < 0.1 < on_one.longest_flush_s < 5


def test_a_lost_answer_is_a_second_copy_and_as_long_a_flush_as_boto3_waits():
    minute = fleet_run(reference(), seed=7, shards=4, gateways=10, lost_answers=True)
    assert minute.lost == 0
    assert minute.twice > 0
    assert 60 <= minute.longest_flush_s < 65


@pytest.mark.nightly
def test_at_the_job_the_producer_ends_the_loss_and_not_the_throttling():
    job = job_run(reference(), seed=7, shards=4, gateways=10)
    assert (job.lost, job.twice) == (0, 0)
    assert job.throttled > job.events


def test_a_producer_that_ignores_the_answer_loses_what_is_throttled():
    minute = fleet_run(look_away, seed=7, shards=1, gateways=30)
    assert minute.lost == minute.throttled > 0
