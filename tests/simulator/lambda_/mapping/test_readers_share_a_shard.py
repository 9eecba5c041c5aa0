"""More readers than a shard answers: the limit is shared, all of them lag, and none is shut out.

"Each shard can support up to five read transactions per second", for all standard consumers together:
https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html
When Lambda's polls come within their second is published nowhere: `limits.MAPPING_POLL_PHASE_S` and its
neighbours are a model.
"""

import statistics

import boto3
import pytest
from mapping_stage import STREAM
from one_in import one_in

from lablib import World
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator import limits

pytestmark = pytest.mark.slow


class Readers:
    """Mappings of one shard that gets a record a second; `ages_s` has each record's age when handled."""

    def __init__(self, world: World, count: int) -> None:
        self.world = world
        self.ages_s: list[list[float]] = [[] for _ in range(count)]
        self._kinesis = boto3.client("kinesis")
        make_stream(1, STREAM)
        for number in range(count):
            self.add(number)
        world.sleep(limits.MAPPING_CREATE_US / limits.US_PER_S)

    def add(self, number: int) -> str:
        def handler(event, context):
            now_s = self.world.clock.now_us / limits.US_PER_S
            self.ages_s[number] += [
                now_s - record["kinesis"]["approximateArrivalTimestamp"] for record in event["Records"]
            ]

        name = f"reader-{number}"
        self.world.deploy(handler, name=name)
        arn = boto3.client("kinesis").describe_stream_summary(StreamName=STREAM)["StreamDescriptionSummary"]
        made = boto3.client("lambda").create_event_source_mapping(
            EventSourceArn=arn["StreamARN"], FunctionName=name, StartingPosition="TRIM_HORIZON"
        )
        return str(made["UUID"])

    def play(self, seconds: int) -> None:
        for _ in range(seconds):
            self._kinesis.put_record(StreamName=STREAM, Data=b"x", PartitionKey="k")
            self.world.sleep(1)
        self.world.sleep(60)

    def metric(self, name: str, statistic: str) -> float:
        series = self.world.metrics.find("AWS/Kinesis", name, (("StreamName", STREAM),))
        return sum(getattr(point, statistic) for point in series.minutes.values()) if series else 0


@pytest.mark.parametrize("seed", one_in(3, range(3)))
def test_six_mappings_of_one_shard_all_get_every_record(seed):
    with World(seed) as world:
        readers = Readers(world, 6)
        readers.play(60)
    assert [len(ages_s) for ages_s in readers.ages_s] == [60] * 6


def test_with_six_readers_each_lags_and_the_refused_calls_show_in_a_metric():
    throttled_share, lag_s = {}, {}
    for count in (4, 6):
        with World(seed=1) as world:
            readers = Readers(world, count)
            readers.play(90)
            throttled = readers.metric("ReadProvisionedThroughputExceeded", "sum")
            throttled_share[count] = throttled / readers.metric("GetRecords.Success", "sample_count")
        lag_s[count] = [statistics.fmean(ages_s) for ages_s in readers.ages_s]
    assert throttled_share[4] < 0.03
    assert throttled_share[6] > 1 / 6  # six calls a second, and five are answered
    assert min(lag_s[6]) > max(lag_s[4])
    assert max(lag_s[6]) < 2 * min(lag_s[6])  # shared, not borne by one


def test_polls_begin_at_moments_of_their_own_and_come_once_a_second_on_average():
    with World(seed=1) as world:
        readers = Readers(world, 3)
        readers.play(120)
        polls = readers.metric("GetRecords.Success", "sample_count")
    first_s = [ages_s[0] for ages_s in readers.ages_s]
    assert len({round(each, 1) for each in first_s}) == 3
    assert polls == pytest.approx(3 * 180, rel=0.01)


def test_a_mapping_never_draws_what_another_one_draws():
    """Nor does one that was made after another was deleted."""
    with World(seed=1) as world:
        readers = Readers(world, 2)
        first, second = world.lambda_.mappings
        boto3.client("lambda").delete_event_source_mapping(UUID=first)
        world.sleep(10)
        third = readers.add(2)
        drawn = {world.lambda_.mappings[uuid].new_rng("polls").random() for uuid in (second, third)}
    assert len(drawn) == 2
