"""Enhanced monitoring: metrics of single shards, which exist for as long as they are paid for."""

from small_region import STREAM, SmallRegion, shard_id

from lablib.simulator import limits

MINUTE_0 = limits.WORLD_START_S // limits.METRIC_PERIOD_S


def switch(region, what, *metrics):
    region.call(f"{what}EnhancedMonitoring", StreamName=STREAM, ShardLevelMetrics=list(metrics))


def minutes_of(region, shard, name):
    """{minute of the world: sum} of a metric of one shard."""
    dimensions = [("StreamName", STREAM), ("ShardId", shard_id(shard))]
    series = region.metrics.find("AWS/Kinesis", name, dimensions)
    return (
        {} if series is None else {minute - MINUTE_0: point.sum for minute, point in series.minutes.items()}
    )


def test_metrics_of_a_shard_begin_and_end_when_the_stream_is_active_again():
    region = SmallRegion()
    changes = {50: "Enable", 150: "Disable"}
    metered = []
    for second in range(0, 250, 10):  # the stream, and second 0, is ten seconds younger than the world
        region.at(second)
        if second in changes:
            switch(region, changes[second], "IncomingRecords", "WriteProvisionedThroughputExceeded")
        region.put()
        if region.region.streams[STREAM].custom_metrics:
            metered.append(second)

    assert metered == list(range(80, 180, 10))
    assert minutes_of(region, 0, "IncomingRecords") == {1: 3, 2: 6, 3: 1}
    assert minutes_of(region, 0, "WriteProvisionedThroughputExceeded") == {1: 0, 2: 0, 3: 0}
    assert minutes_of(region, 0, "IncomingBytes") == {}


def test_each_metric_of_each_open_shard_is_a_custom_metric_for_its_time():
    region = SmallRegion(shards=2)
    stream = region.region.streams[STREAM]
    changes = [
        lambda: switch(region, "Enable", "ALL"),
        lambda: region.scale(4),
        lambda: region.merge(2, 3),
        lambda: switch(region, "Disable", "IteratorAgeMilliseconds"),
        lambda: switch(region, "Disable", "ALL"),
    ]
    timeline = []
    for number, change in enumerate(changes):
        region.at(1_000 * number)
        change()
        region.at(1_000 * number + limits.UPDATE_STREAM_S)
        metric_s = stream.count_metrics(region.clock.now_us) // limits.US_PER_S
        timeline.append((metric_s, stream.custom_metrics))
    region.at(10_000)

    assert timeline == [
        (0, 7 * 2),
        (14_000, 7 * 4),
        (42_000, 7 * 3),
        (63_000, 6 * 3),
        (81_000, 0),
    ]
    assert stream.count_metrics(region.clock.now_us) == 81_000 * limits.US_PER_S
