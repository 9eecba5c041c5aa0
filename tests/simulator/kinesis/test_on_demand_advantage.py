"""On-demand Advantage: the account's commitment, warm throughput, more consumers."""

import pytest
from small_region import HASH_END, HOUR_S, STREAM, SmallRegion

from lablib.simulator import limits
from lablib.simulator.kinesis.state.routing import even_ranges

DAY_S = 24 * HOUR_S
ON_DEMAND = {"StreamModeDetails": {"StreamMode": "ON_DEMAND"}}
WARM = {"StreamName": STREAM, "WarmThroughputMiBps": 16}


def settle(region, status):
    """Ask for a commitment or give it up; what the account has then."""
    wish = {"MinimumThroughputBillingCommitment": {"Status": status}}
    return shown(region, region.call("UpdateAccountSettings", **wish))


def described(region):
    return shown(region, region.call("DescribeAccountSettings"))


def shown(region, answer):
    """The status, and the times beside it as seconds of the test."""
    commitment = dict(answer["MinimumThroughputBillingCommitment"])
    start_s = region.start_us / limits.US_PER_S
    return commitment.pop("Status"), {name: round(at_s - start_s) for name, at_s in commitment.items()}


def advantage(**stream):
    """An on-demand stream in an account with the commitment."""
    region = SmallRegion()
    settle(region, "ENABLED")
    region.call("DeleteStream", StreamName=STREAM)
    region.at(10)
    region.call("CreateStream", StreamName=STREAM, **ON_DEMAND, **stream)
    region.at(20)
    return region


def warm(region, mib_per_s):
    return region.call("UpdateStreamWarmThroughput", StreamName=STREAM, WarmThroughputMiBps=mib_per_s)


def summary(region):
    return region.call("DescribeStreamSummary", StreamName=STREAM)["StreamDescriptionSummary"]


def test_a_commitment_lasts_until_it_is_given_up_and_24_hours_at_least():
    region = SmallRegion()
    seen = {}
    for second, what in [
        (0, described),
        (100, lambda region: settle(region, "ENABLED")),
        (200, lambda region: settle(region, "ENABLED")),
        (300, lambda region: settle(region, "DISABLED")),
        (400, lambda region: settle(region, "ENABLED")),
        (500, lambda region: settle(region, "DISABLED")),
        (99 + DAY_S, described),
        (100 + DAY_S, described),
        (200 + DAY_S, lambda region: settle(region, "ENABLED")),
        (300 + 3 * DAY_S, lambda region: settle(region, "DISABLED")),
    ]:
        region.at(second)
        seen[second] = what(region)

    until = "ENABLED_UNTIL_EARLIEST_ALLOWED_END"
    first = {"StartedAt": 100, "EarliestAllowedEndAt": 100 + DAY_S}
    assert seen == {
        0: ("DISABLED", {}),
        100: ("ENABLED", first),
        200: ("ENABLED", first),
        300: (until, first),
        400: ("ENABLED", first),
        500: (until, first),
        99 + DAY_S: (until, first),
        100 + DAY_S: ("DISABLED", {"StartedAt": 100, "EndedAt": 100 + DAY_S}),
        200 + DAY_S: ("ENABLED", {"StartedAt": 200 + DAY_S, "EarliestAllowedEndAt": 200 + 2 * DAY_S}),
        300 + 3 * DAY_S: ("DISABLED", {"StartedAt": 200 + DAY_S, "EndedAt": 300 + 3 * DAY_S}),
    }


def test_warm_throughput_needs_the_commitment_and_on_demand_mode():
    region = SmallRegion()
    arn = region.region.streams[STREAM].arn
    to_on_demand = ON_DEMAND | {"StreamARN": arn, "WarmThroughputMiBps": 16}
    other = {"StreamName": "other", "WarmThroughputMiBps": 16}

    without = [
        region.refusal("CreateStream", **other, **ON_DEMAND),
        region.refusal("UpdateStreamMode", **to_on_demand),
    ]
    settle(region, "ENABLED")
    provisioned = [
        region.refusal("CreateStream", **other, ShardCount=1),
        region.refusal("UpdateStreamWarmThroughput", **WARM),
    ]
    region.call("UpdateStreamMode", **to_on_demand | {"WarmThroughputMiBps": 0})
    region.at(30)
    too_much = region.refusal("UpdateStreamWarmThroughput", **WARM | {"WarmThroughputMiBps": 10_241})

    assert [code for code, _ in [*without, *provisioned, too_much]] == ["ValidationException"] * 4 + [
        "LimitExceededException"
    ]
    assert all("MinimumThroughputBillingCommitment" in message for _, message in without)
    assert (region.status, len(region.shards())) == ("ACTIVE", 1)


def test_a_stream_can_begin_warm():
    region = advantage(WarmThroughputMiBps=16)
    assert [(start, end) for _, start, end in region.shards()] == even_ranges(16)
    assert summary(region)["WarmThroughput"] == {"TargetMiBps": 16, "CurrentMiBps": 16}


def test_warm_throughput_comes_in_rounds_of_splits_and_goes_in_rounds_of_merges():
    region = advantage()
    asked = warm(region, 16)["WarmThroughput"]
    raised = [(second, status, len(shards)) for second, status, shards in region.shard_timeline(200)]
    warm(region, 0)
    lowered = [(second, status, len(shards)) for second, status, shards in region.shard_timeline(400)]

    assert asked == {"TargetMiBps": 16, "CurrentMiBps": 4}
    assert raised == [
        (20, "UPDATING", 4),
        (50, "UPDATING", 8),
        (80, "ACTIVE", 16),
    ]
    assert lowered == [(200, "UPDATING", 16), (230, "UPDATING", 8), (260, "ACTIVE", 4)]
    assert [(start, end) for _, start, end in region.shards()] == even_ranges(4)


def test_less_warm_throughput_leaves_what_the_peak_of_30_days_needs():
    region = advantage(WarmThroughputMiBps=16)
    for second in range(50, 110):  # 6 MiB in each second of a minute
        region.at(second)
        keys = [(key * HASH_END // 16, 384 * 1_024) for key in range(16)]
        assert region.put_all(*keys) == "+" * 16
    region.at(110)
    warm(region, 4)
    region.at(300)
    assert len(region.shards()) == 12


def test_a_provisioned_stream_can_become_warm_at_once():
    region = SmallRegion()
    settle(region, "ENABLED")
    region.change_mode("ON_DEMAND", WarmThroughputMiBps=4)
    assert [(second, len(shards)) for second, _, shards in region.shard_timeline(200)] == [
        (0, 1),  # UPDATING, for the mode, then for the first round of splits
        (60, 2),
        (90, 4),
    ]


@pytest.mark.parametrize(
    ("stream", "status", "most"),
    [(ON_DEMAND, "ENABLED", 50), (ON_DEMAND, "DISABLED", 20), ({"ShardCount": 1}, "ENABLED", 20)],
)
def test_an_on_demand_stream_of_a_committed_account_has_fifty_consumers(stream, status, most):
    region = SmallRegion(stream=stream)
    settle(region, status)
    consumer = {"StreamARN": region.region.streams[STREAM].arn}
    for number in range(most):
        region.at(5 * number)
        region.call("RegisterStreamConsumer", **consumer, ConsumerName=f"consumer-{number}")
    region.at(5 * most)
    code, message = region.refusal("RegisterStreamConsumer", **consumer, ConsumerName="one-more")
    assert (code, f"more than {most} consumers" in message) == ("LimitExceededException", True)


def test_the_summary_shows_what_belongs_to_the_mode_and_the_account():
    provisioned, on_demand, committed = SmallRegion(), SmallRegion(stream=ON_DEMAND), advantage()
    names = {"WarmThroughput", "RecordDistributionStrategy"}
    assert [names & summary(region).keys() for region in (provisioned, on_demand, committed)] == [
        set(),
        {"RecordDistributionStrategy"},
        names,
    ]
