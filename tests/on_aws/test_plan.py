"""The plan is true: what it makes, what it costs and when it stops, by arithmetic of its own."""

from __future__ import annotations

from decimal import Decimal

from lablib.billing import prices
from lablib.on_aws.catalog import ALL
from lablib.on_aws.costs import by_the_hour_usd, ceiling_usd

ALL_TEN = tuple(ALL.values())


def test_the_plan_of_all_ten(plan_of):
    assert plan_of().lines()[:8] == [
        "account     123456789012",
        "region      eu-central-1",
        "makes       10 streams, 5 functions, 5 mappings, 8 queues, 1 role",
        "names       lablib-0a1b2c3d-..., tagged lablib-run=0a1b2c3d",
        "costs       $0.015 an hour while it runs, $0.20 at most in all",
        "if left     $3.60 a day at most, should deleting fail and nobody look",
        "stops       after 74 minutes at the latest, and deletes what it made",
        "if killed   or the computer sleeps, nothing is deleted: lablib aws teardown 0a1b2c3d",
    ]


def test_the_plan_of_one_without_a_function_makes_no_role(plan_of):
    assert plan_of("burst").lines()[2] == "makes       1 stream"
    assert (
        plan_of("burst").lines()[6] == "stops       after 13 minutes at the latest, and deletes what it made"
    )


def test_the_ceiling_is_above_the_hours_of_the_shards_and_not_far(plan_of):
    shards = 10 * prices.SHARD_HOUR.usd
    assert shards < ceiling_usd(ALL_TEN) < 2 * shards
    assert by_the_hour_usd(ALL_TEN) == prices.SHARD_HOUR.usd
    assert by_the_hour_usd(()) == ceiling_usd(()) == Decimal(0)
