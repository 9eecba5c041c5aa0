"""How long after it began a minute can be read is a setting of the world; unless it is set, at once."""

from datetime import UTC, datetime, timedelta

import boto3
import pytest
from alarm_fixture import DIMENSIONS, METRIC, changes, settings

from lablib import World
from lablib.simulator import limits


@pytest.fixture
def world():
    with World() as opened:
        yield opened


@pytest.fixture
def cloudwatch(world):
    return boto3.client("cloudwatch")


def throttle(world, count):
    """So many throttled records now."""
    namespace, name = METRIC["Namespace"], METRIC["MetricName"]
    world.metrics.add(namespace, name, DIMENSIONS, count, world.clock.now_us, "Count")


def seen(world, cloudwatch):
    """What each minute of the world shows now, by GetMetricStatistics and by GetMetricData alike."""
    begin = datetime.fromtimestamp(world.start_us / limits.US_PER_S, UTC)
    range_ = {"StartTime": begin, "EndTime": begin + timedelta(hours=1)}
    metric = METRIC | {"Dimensions": [{"Name": name, "Value": value} for name, value in DIMENSIONS]}
    points = cloudwatch.get_metric_statistics(**metric, **range_, Period=60, Statistics=["Sum"])["Datapoints"]
    query = {"Id": "q", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Sum"}}
    [data] = cloudwatch.get_metric_data(MetricDataQueries=[query], ScanBy="TimestampAscending", **range_)[
        "MetricDataResults"
    ]
    assert [(each["Timestamp"], each["Sum"]) for each in points] == list(
        zip(data["Timestamps"], data["Values"], strict=True)
    )
    return {(each["Timestamp"] - begin) // timedelta(minutes=1): each["Sum"] for each in points}


def test_a_minute_is_readable_at_once_unless_the_world_says_otherwise(world, cloudwatch):
    throttle(world, 3)
    assert seen(world, cloudwatch) == {0: 3.0}


def test_a_minute_is_readable_so_long_after_it_began_and_then_whole(world, cloudwatch):
    world.metrics.visible_after_s = 120
    throttle(world, 3)
    world.sleep(59)
    throttle(world, 4)
    world.sleep(60)
    assert seen(world, cloudwatch) == {}
    assert cloudwatch.list_metrics(Namespace="AWS/Kinesis")["Metrics"] == []
    world.sleep(2)
    assert seen(world, cloudwatch) == {0: 7.0}
    assert [each["MetricName"] for each in cloudwatch.list_metrics()["Metrics"]] == [METRIC["MetricName"]]


@pytest.mark.parametrize(("after_s", "fires"), [(0, 1), (60, 1), (61, 2), (120, 2), (180, 3), (600, 10)])
def test_an_alarm_is_as_late_as_its_metric_and_decides_the_same(world, cloudwatch, after_s, fires):
    world.metrics.visible_after_s = after_s
    cloudwatch.put_metric_alarm(**settings())
    world.sleep(30)
    throttle(world, 1)
    world.sleep(1_200)
    assert [change for change in changes(world, cloudwatch) if change[1] == "ALARM"] == [(fires, "ALARM")]
    ends = fires + 1 + limits.ALARM_EXTRA_PERIODS  # until then it's the newest real datapoint in the range
    assert changes(world, cloudwatch)[-1] == (ends, "OK")


def test_the_constant_that_is_set_before_a_world_holds_in_it(monkeypatch):
    monkeypatch.setattr(limits, "METRIC_VISIBLE_AFTER_S", 90.0)
    with World() as world:
        assert world.metrics.visible_after_s == 90.0
