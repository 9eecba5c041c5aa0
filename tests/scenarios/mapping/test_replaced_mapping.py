"""What lab 06 tells about a mapping that replaces another, and about what no metric of it shows."""

from __future__ import annotations

import json

import boto3
import pytest

from lablib.scenarios.mapping import make_stream, map_to, replace_mapping
from lablib.simulator.world import World


@pytest.mark.nightly
def test_a_new_mapping_misses_with_latest_and_repeats_with_the_others():
    latest, horizon, timestamp = (
        replace_mapping(7, 2, 1, position) for position in ("LATEST", "TRIM_HORIZON", "AT_TIMESTAMP")
    )
    assert 0.2 < latest.missed / latest.written < 0.5  # three minutes of ten, at an uneven rate
    assert (latest.twice, horizon.missed, timestamp.missed) == (0, 0, 0)
    assert 0 < timestamp.twice < horizon.twice / 3 < horizon.written / 3


def test_no_metric_shows_what_a_new_mapping_missed():
    def metrics(missed: int) -> dict[tuple[str, str], float]:
        with World(7) as world:
            make_stream(1)
            world.deploy(lambda event, context: None, name="bill")
            old = map_to("bill")
            boto3.client("lambda").delete_event_source_mapping(UUID=old["UUID"])
            world.sleep(60)
            for n in range(missed):
                boto3.client("kinesis").put_record(StreamName="usage-events", Data=b"{}", PartitionKey=f"{n}")
            map_to("bill", MetricsConfig={"Metrics": ["EventCount"]})
            world.sleep(120)
            assert world.totals()["handled"] == 0
            return {
                (series.namespace, series.name): sum(point.sum for point in series.minutes.values())
                for series in world.metrics
                if series.namespace == "AWS/Lambda"
            }

    assert metrics(5) == metrics(0)


def test_what_a_filter_skips_is_in_one_metric_that_is_off_by_default():
    def counted(**settings: object) -> dict[str, float]:
        keep = {"Filters": [{"Pattern": json.dumps({"data": {"model": ["chat-deep"]}})}]}
        with World(7) as world:
            make_stream(1)
            world.deploy(lambda event, context: None, name="bill")
            map_to("bill", FilterCriteria=keep, **settings)
            for _ in range(5):
                boto3.client("kinesis").put_record(StreamName="usage-events", Data=b"{}", PartitionKey="t")
            world.sleep(120)
            return {
                series.name: total
                for series in world.metrics
                if series.namespace == "AWS/Lambda"
                and (total := sum(point.sum for point in series.minutes.values()))
            }

    assert counted() == {}
    on = {"Metrics": ["EventCount"]}
    assert counted(MetricsConfig=on) == {"PolledEventCount": 5, "FilteredOutEventCount": 5}


def test_one_hot_tenant_is_as_slow_with_ten_lanes():
    def through_after_s(factor: int) -> float:
        with World(7) as world:
            make_stream(1)
            world.deploy(lambda event, context: None, name="bill", takes_s=2)
            records = [{"Data": f"{n}", "PartitionKey": "t-0001"} for n in range(40)]
            boto3.client("kinesis").put_records(StreamName="usage-events", Records=records)
            map_to("bill", StartingPosition="TRIM_HORIZON", BatchSize=10, ParallelizationFactor=factor)
            world.sleep(60)
            assert world.totals()["handled"] == 40
            return max(log.ended_us for log in world.logs("bill")) / 1e6

    assert through_after_s(10) == through_after_s(1)
