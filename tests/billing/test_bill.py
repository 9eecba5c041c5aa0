"""Bills, held against arithmetic by hand with the prices of AWS's pages."""

from __future__ import annotations

import ast
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lablib
from lablib import World
from lablib.billing import prices
from lablib.billing.bill import ADVANTAGE, MODES, ON_DEMAND, PROVISIONED, bill
from lablib.billing.prices import Price
from lablib.billing.quantities import Usage, usage_of_load, usage_of_run

SOURCE = Path(lablib.__file__).parent
GB = 2**30
TO_FOUR_SHARDS = {"TargetShardCount": 4, "ScalingType": "UNIFORM_SCALING"}


def dollars(of):
    """Its lines as (unit, dollars), to the cent."""
    return [(line.price.unit, round(line.usd, 2)) for line in of.lines]


def load(**changed):
    return usage_of_load(**({"records_per_s": 0, "record_bytes": 1_000, "shards": 1} | changed))


def test_an_idle_shard_costs_its_hours():
    assert dollars(bill(load(), PROVISIONED)) == [("shard-hours", Decimal("10.80"))]


def test_a_thousand_records_a_second_cost_a_payload_unit_each():
    usage = load(records_per_s=1_000, record_bytes=25_600)
    assert dollars(bill(usage, PROVISIONED))[1] == ("million PUT payload units", Decimal("36.29"))


def test_a_record_above_25_kb_is_two_payload_units():
    small, large = (load(records_per_s=1, record_bytes=size) for size in (25_600, 25_601))
    assert large.payload_units == 2 * small.payload_units == 2 * 720 * 3_600


def test_an_idle_on_demand_stream_costs_its_hours():
    assert dollars(bill(load(), ON_DEMAND)) == [("stream-hours", Decimal("28.80"))]


def test_on_demand_every_record_is_rounded_up_to_whole_kb():
    usage = load(records_per_s=1_000, record_bytes=200)
    assert usage.in_bytes == 1_000 * 720 * 3_600 * 1_024
    assert dollars(bill(usage, ON_DEMAND)) == [
        ("stream-hours", Decimal("28.80")),
        ("GB in", round(Decimal("2592e6") * 1_024 / GB * Decimal("0.08"), 2)),
        ("GB out", round(Decimal("2592e6") * 200 / GB * Decimal("0.04"), 2)),
    ]


def test_advantage_charges_25_mib_a_second_each_way_even_for_an_idle_stream():
    gb = Decimal(25 * 720 * 3_600) / 1_024
    assert dollars(bill(load(), ADVANTAGE)) == [
        ("GB in", gb * Decimal("0.032")),
        ("GB out, fan-out included", gb * Decimal("0.016")),
    ]
    assert "at least 25 MiB/s" in str(bill(load(), ADVANTAGE))


def test_above_the_least_advantage_charges_what_is_used():
    usage = load(records_per_s=40 * 1_024, record_bytes=1_024)
    assert [line.note for line in bill(usage, ADVANTAGE).lines] == ["", ""]
    assert bill(usage, ADVANTAGE).lines[0].quantity == Decimal(40 * 720 * 3_600) / 1_024


def test_a_fan_out_consumer_is_charged_by_shard_and_by_gb():
    usage = load(records_per_s=100, record_bytes=1_024, shards=2, fan_out_consumers=3)
    assert dollars(bill(usage, PROVISIONED))[2:] == [
        ("consumer-shard-hours", Decimal("64.80")),
        ("GB to fan-out consumers", round(Decimal(3 * 100 * 720 * 3_600) / 2**20 * Decimal("0.013"), 2)),
    ]


def test_retention_up_to_a_week_is_charged_by_shard_or_by_what_is_kept():
    usage = load(records_per_s=1_024, record_bytes=1_024, shards=2, retention_h=168)
    assert dollars(bill(usage, PROVISIONED))[2:] == [
        ("shard-hours of retention up to 7 days", Decimal("28.80"))
    ]
    kept_gb = Decimal(3_600) / 1_024 * (168 - 24)
    on_demand = bill(usage, ON_DEMAND).lines[-1]
    assert (on_demand.price.unit, on_demand.quantity) == ("GB-months of retention up to 7 days", kept_gb)


def test_beyond_a_week_what_is_kept_longer_costs_the_same_in_both_modes():
    usage = load(records_per_s=1_024, record_bytes=1_024, retention_h=240)
    lines = [bill(usage, mode).lines[-1] for mode in (PROVISIONED, ON_DEMAND)]
    assert lines[0] == lines[1]
    assert lines[0].quantity == Decimal(3_600) / 1_024 * (240 - 168)


def test_metrics_by_shard_are_custom_metrics():
    usage = load(shards=10, enhanced_metrics=7)
    assert dollars(bill(usage, PROVISIONED))[1:] == [("custom metrics, a month each", Decimal("21.00"))]


def test_a_poison_pill_s_day_of_invocations_costs_next_to_nothing():
    usage = Usage(hours=Decimal(24), lambda_requests=1_440, lambda_gb_s=Decimal(1_440) / 8)
    assert round(bill(usage, PROVISIONED).total_usd, 3) == Decimal("0.003")


def test_a_bill_says_what_is_not_sure_where_it_is_from_and_of_when():
    text = str(bill(load(fan_out_consumers=1, records_per_s=1), ON_DEMAND))
    assert "uncertain: GB to fan-out consumers: one of two price lists says 0.04" in text
    assert prices.KINESIS in text
    assert "autumn 2026, us-east-1" in text


def test_an_unknown_mode_is_refused_with_those_there_are():
    with pytest.raises(ValueError, match="'SERVERLESS' isn't a capacity mode: give one of PROVISIONED"):
        bill(load(), "SERVERLESS")


@given(
    st.builds(
        usage_of_load,
        records_per_s=st.integers(0, 50_000),
        record_bytes=st.integers(0, 100_000),
        shards=st.integers(1, 100),
        fan_out_consumers=st.integers(0, 5),
        retention_h=st.integers(24, 8_760),
        enhanced_metrics=st.integers(0, 7),
    ),
    st.sampled_from(MODES),
)
def test_the_lines_add_up_and_twice_the_time_costs_twice(usage, mode):
    once = bill(usage, mode)
    assert once.total_usd == sum(line.usd for line in once.lines)
    assert all(line.usd > 0 for line in once.lines)
    twice = bill(usage.times(Decimal(2)), mode).total_usd
    assert abs(twice - 2 * once.total_usd) <= Decimal("1e-15") * max(1, twice)


def test_the_bill_of_a_run_counts_what_the_stream_and_the_functions_did():
    with World(seed=7) as world:
        kinesis = boto3.client("kinesis")
        kinesis.create_stream(StreamName="usage-events", ShardCount=2)
        world.sleep(3_600)
        entries = [{"Data": b"x" * size, "PartitionKey": "k"} for size in (100, 1_023, 1_024, 25_600)]
        kinesis.put_records(StreamName="usage-events", Records=entries)
        kinesis.put_record(StreamName="usage-events", Data=b"", PartitionKey="k")
        kinesis.split_shard(
            StreamName="usage-events", ShardToSplit="shardId-000000000000", NewStartingHashKey=str(2**126)
        )
        world.sleep(3_600)
        usage = usage_of_run(world, "usage-events")
    assert usage.payload_units == 1 + 1 + 1 + 2 + 1
    assert usage.in_bytes == (1 + 1 + 2 + 26 + 1) * 1_024  # the key's byte makes the third record larger
    split_s = 30
    open_h = 2 + 2 + (3_600 - split_s) / 3_600
    assert float(usage.shard_hours) == pytest.approx(open_h, abs=0.01)
    assert usage.out_bytes == 0


def test_a_metric_of_a_shard_counts_from_when_it_is_switched_on_until_it_is_off():
    with World(seed=7) as world:
        kinesis = boto3.client("kinesis")
        kinesis.create_stream(StreamName="usage-events", ShardCount=2)
        world.sleep(3_600)
        hours = [usage_of_run(world, "usage-events").metric_hours]
        for change, metrics in [
            (kinesis.enable_enhanced_monitoring, ["IncomingBytes", "IncomingRecords"]),
            (kinesis.update_shard_count, None),
            (kinesis.disable_enhanced_monitoring, ["IncomingBytes"]),
            (kinesis.disable_enhanced_monitoring, ["ALL"]),
        ]:
            more = {"ShardLevelMetrics": metrics} if metrics else TO_FOUR_SHARDS
            change(StreamName="usage-events", **more)
            world.sleep(3_600)
            hours.append(usage_of_run(world, "usage-events").metric_hours)
    assert [round(float(after - before), 1) for before, after in pairwise(hours)] == [
        4.0,  # two metrics of two shards
        8.0,  # of four
        4.0,
        0.0,
    ]


def test_a_month_of_a_run_is_its_load_for_720_hours():
    usage = Usage(hours=Decimal(2), shard_hours=Decimal(8), payload_units=100, in_bytes=GB, retention_h=48)
    month = usage.for_a_month()
    assert (month.hours, month.shard_hours, month.payload_units) == (720, 2_880, 36_000)
    assert (month.in_bytes, month.retention_h) == (360 * GB, 48)


def test_a_stream_of_this_moment_has_no_month_and_a_bill_of_nothing():
    with World(seed=7) as world:
        boto3.client("kinesis").create_stream(StreamName="usage-events", ShardCount=2)
        now = usage_of_run(world, "usage-events").times(Decimal(0))
    assert [bill(now, mode).total_usd for mode in MODES] == [0, 0, 0]
    with pytest.raises(ValueError, match="so there is no load to project to a month: let it run first"):
        now.for_a_month()


def test_every_price_has_a_unit_and_an_official_page():
    every = [value for value in vars(prices).values() if isinstance(value, Price)]
    assert len(every) >= 15
    assert all(each.usd > 0 and each.unit for each in every)
    assert {each.page for each in every} == {prices.KINESIS, prices.LAMBDA, prices.CLOUDWATCH, prices.SQS}


def test_no_other_room_holds_a_price():
    figures = {
        str(value.usd)
        for value in vars(prices).values()
        if isinstance(value, Price) and value.usd < Decimal("0.02")
    }
    small = re.compile(r"\.0|\de-", re.IGNORECASE)  # however it is written; a file without is not parsed
    for path in SOURCE.rglob("*.py"):
        text = path.read_text()
        if path.name != "prices.py" and small.search(text):
            numbers = {node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant)}
            shared = figures & {str(number) for number in numbers if re.fullmatch(r"0\.\d+", str(number))}
            assert not shared, f"{path.name} has a price, {shared}: take it from prices.py"
