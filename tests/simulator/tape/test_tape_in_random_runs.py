"""Whatever happens in a world, its tape says what the ledger, the seconds, the logs and the limiters say."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis_profiles import examples
from random_writes import SIZES_BYTES, STREAM, plans, played

from lablib.simulator import limits
from lablib.simulator.kinesis.state.write_limiter import TokenBucket
from lablib.simulator.ledger.fates import Fate
from lablib.simulator.tape.tape import FAILED, FATES, STORED, THROTTLED, Tape
from lablib.simulator.world import World


def entries_of(tape: Tape) -> list[tuple[int, int, int, int]]:
    """(when, shard, what became of it, row) of each entry that the service dealt with, in order."""
    return [
        (call.at_us, did // FATES, did % FATES, row)
        for call in tape.calls
        if not call.error
        for row, did in zip(call.rows, call.did, strict=True)
    ]


@examples(8)
@given(plans)
def test_the_tape_says_what_the_ledger_the_seconds_and_the_logs_say(plan):
    world = played(plan, recorded=True)
    assert world.tape is not None
    entries = entries_of(world.tape)
    check_fates(world, entries)
    check_seconds(world, entries)
    for shard in world.kinesis.streams[STREAM].shards:
        stored = [(at_us, row) for at_us, index, did, row in entries if (index, did) == (shard.index, STORED)]
        assert stored == list(zip(shard.log.arrival_us, shard.log.rows, strict=True))


def check_fates(world: World, entries: list[tuple[int, int, int, int]]) -> None:
    """Record by record: its fate now, how often it was sent, and how many copies of it are stored."""
    tape, ledger = world.tape, world.ledger
    copies = Counter(row for _, _, did, row in entries if did == STORED)
    sent = Counter(row for call in tape.calls for row in call.rows)
    gave_up = {row for said in tape.given_up for row in said.rows}
    known = {row for said in tape.offers for row in said.rows} | set(sent)
    assert known == set(range(ledger.offered))
    expected = {
        row: Fate.STORED
        if copies[row]
        else Fate.GIVEN_UP
        if row in gave_up
        else Fate.REJECTED
        if sent[row]
        else Fate.WAITING
        for row in known
    }
    assert expected == dict(enumerate(ledger.fates()))
    assert sum(copies.values()) - len(copies) == ledger.duplicates
    fed = sum(len(call.rows) for call in tape.calls if call.producer == "feed")
    assert sum(sent.values()) - fed == ledger.attempts  # a feed has no network, where attempts are counted
    refused = Counter(call.error for call in tape.calls for _ in call.rows if call.error)
    refused["ProvisionedThroughputExceededException"] += sum(did == THROTTLED for _, _, did, _ in entries)
    refused["InternalFailure"] += sum(did == FAILED for _, _, did, _ in entries)
    assert +refused == ledger.rejections_by_code


def check_seconds(world: World, entries: list[tuple[int, int, int, int]]) -> None:
    """The table of seconds: per shard and second stored, throttled and failed."""
    table = world.metrics.seconds.table(STREAM)
    counted = Counter(
        (f"shardId-{shard:012d}", at_us // limits.US_PER_S, did) for at_us, shard, did, _ in entries
    )
    in_the_table = Counter(
        {
            (shard_id, table.start_s + second, did): int(counts[index, second])
            for did, counts in ((STORED, table.stored), (THROTTLED, table.throttled), (FAILED, table.failed))
            for index, shard_id in enumerate(table.shard_ids)
            for second in range(counts.shape[1])
        }
    )
    assert counted == +in_the_table


@examples(8)
@given(plans)
def test_the_levels_are_what_the_tape_alone_says_where_records_bind(plan):
    plan |= {"size_bytes": SIZES_BYTES[0], "limiter": TokenBucket}
    world = played(plan, recorded=True)
    tape, most = world.tape, limits.SHARD_WRITE_BURST_RECORDS
    used = {each.shard: Fraction(0) for each in tape.shards}
    then_us = {each.shard: each.opened_us for each in tape.shards}
    for call in tape.calls:
        took = Counter(did // FATES for did in call.did if did % FATES == STORED)
        full = {did // FATES for did in call.did if did % FATES == THROTTLED}
        for shard, by_records, by_bytes in call.levels:
            rate = limits.SHARD_WRITE_RECORDS_PER_S
            drained = Fraction((call.at_us - then_us[shard]) * rate, limits.US_PER_S)
            used[shard] = max(Fraction(0), used[shard] - drained) + took[shard]
            then_us[shard] = call.at_us
            assert used[shard] <= most
            assert abs(float(used[shard] / most) - by_records) < 1e-9
            if shard in full:
                assert used[shard] > most - 1 or by_bytes > 0.99


@pytest.mark.nightly
@examples(6)
@given(plans)
def test_a_run_is_the_same_with_a_tape_and_without(plan):
    def seen(world: World) -> Any:
        series = {(each.name, each.dimensions): _minutes(each) for each in world.metrics}
        ledger = world.ledger
        return world.totals(), ledger.fates(), ledger.anomalies(), ledger.attempts, series, world.clock.now_us

    assert seen(played(plan, recorded=True)) == seen(played(plan, recorded=False))


def _minutes(series: Any) -> dict[int, dict[float, int]]:
    return {minute: point.counts for minute, point in series.minutes.items()}


@examples(3)
@given(plans)
def test_the_same_seed_gives_the_same_tape(plan):
    def columns(tape: Tape) -> Any:
        return tape.calls, tape.offers, tape.given_up, tape.shards

    assert columns(played(plan, recorded=True).tape) == columns(played(plan, recorded=True).tape)
