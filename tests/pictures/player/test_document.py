"""The player's document says of each record, call and second what the ledger and the table of seconds say."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import Any

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import examples
from random_writes import SIZES_BYTES, STREAM, plans, played
from read_document import FAILED, STORED, THROTTLED, calls, given_up, offers

from lablib.pictures.player import document as writer
from lablib.pictures.player.document import document, table, to_json
from lablib.pictures.player.writes_run import Writes
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator import limits
from lablib.simulator.kinesis.state.write_limiter import TokenBucket
from lablib.simulator.world import World

IN_STREAM = ("stored", "read", "expired", "handled")


def book_of(shown: dict[str, Any]) -> Counter[str]:
    """The fates of the records at the end, from the document alone."""
    sent, stored = Counter(), Counter()
    for call in calls(shown):
        sent.update(call.rows)
        if call.did is not None:
            stored.update(row for row, (_, did) in zip(call.rows, call.did, strict=True) if did == STORED)
    gave_up = given_up(shown)
    offered = [row for _, _, rows in offers(shown) for row in rows]
    assert sum(stored.values()) - len(stored) == shown["stored_twice"]
    return Counter(
        "stored" if stored[row] else "given up" if row in gave_up else "rejected" if sent[row] else "waiting"
        for row in offered
    )


@examples(12)
@given(plans)
def test_the_book_of_the_document_is_the_ledger(plan):
    world = played(plan, recorded=True)
    shown = json.loads(to_json(document(world)))
    totals = world.totals()
    assert shown["totals"] == totals
    assert book_of(shown) == Counter({fate: n for fate, n in totals.items() if n and fate != "offered"})
    assert sum(len(rows) for _, _, rows in offers(shown)) == totals["offered"]
    assert dict(shown["ledger"])["offered"] == f"{totals['offered']:,}"


@pytest.mark.nightly
@examples(12)
@given(plans)
def test_each_second_of_each_shard_is_that_of_the_table(plan):
    world = played(plan, recorded=True)
    shown = document(world)
    table_ = world.metrics.seconds.table(STREAM)
    counted = Counter(
        (place, shown["start_us"] // limits.US_PER_S + call.at_ms // 1_000, did)
        for call in calls(shown)
        for place, did in call.did or ()
    )
    expected = Counter()
    for row, shard_id in enumerate(table_.shard_ids):
        place = next(n for n, each in enumerate(shown["shards"]) if each["index"] == int(shard_id[-12:]))
        for did, counts in ((STORED, table_.stored), (THROTTLED, table_.throttled), (FAILED, table_.failed)):
            for second in range(counts.shape[1]):
                expected[place, table_.start_s + second, did] += int(counts[row, second])
    assert counted == +expected


@pytest.mark.nightly
@examples(12)
@given(plans)
def test_each_call_is_the_tapes(plan):
    """Who sent which records when, and what became of each, in the order in which the service had them."""
    world = played(plan, recorded=True)
    shown = document(world)
    numbers = {life.shard: place for place, life in enumerate(Writes.of(world, STREAM).shards)}
    start_us = shown["start_us"]
    on_tape = [
        (
            (call.at_us - start_us) // 1_000,
            (call.left_us - start_us) // 1_000,
            call.producer,
            list(call.rows),
            call.error,
            None if call.error else [(numbers[did // 3], did % 3) for did in call.did],
        )
        for call in world.tape.calls
    ]
    assert on_tape == [
        (call.at_ms, call.at_ms - call.way_ms, call.by, call.rows, call.reason, call.did)
        for call in calls(shown)
    ]


@pytest.mark.nightly
@examples(10)
@given(plans, st.sampled_from(SIZES_BYTES))
def test_a_bucket_that_is_filled_again_from_the_document_never_runs_over_and_is_full_where_it_throttles(
    plan, size_bytes
):
    """To the record, as times are whole milliseconds. Where that can't be done, the levels are given."""
    world = played(plan | {"size_bytes": size_bytes}, recorded=True)
    shown = document(world)
    if (levels := shown["call"]["level"]) is None:
        assert plan["limiter"] is TokenBucket
        levels = [None] * len(shown["call"]["at"])
    room, then_ms = [0.0] * len(shown["shards"]), [0] * len(shown["shards"])
    for call, given_levels in zip(calls(shown), levels, strict=True):
        touched = list(dict.fromkeys(place for place, _ in call.did or ()))
        if given_levels is not None:
            assert len(given_levels) == len(touched)
            assert all(0 <= level <= 1_000 for level in given_levels)
            full = {place for place, did in call.did or () if did == THROTTLED}
            assert all(
                level > 900 for place, level in zip(touched, given_levels, strict=True) if place in full
            )
            continue
        for place in touched:
            drained = (call.at_ms - then_ms[place]) * shown["limit"]["records"] / 1_000
            room[place], then_ms[place] = max(0.0, room[place] - drained), call.at_ms
            room[place] += sum(each == (place, STORED) for each in call.did)
            assert room[place] <= shown["limit"]["burst"] + 2
            if (place, THROTTLED) in call.did:
                assert room[place] >= shown["limit"]["burst"] - 2


@examples(3)
@given(plans)
def test_the_same_seed_gives_the_same_bytes(plan):
    first, second = (to_json(document(played(plan, recorded=True))) for _ in range(2))
    assert first == second
    assert first.isascii()


# --- by hand ---------------------------------------------------------------------------------------


@pytest.fixture
def world():
    with World(seed=7) as world:
        world.record()
        make_stream(2, STREAM)
        world.network.latency_us = lambda: 6_000
        world.sleep(60 - world.elapsed_s)
        yield world


def put(world: World, names: list[str], shard: int = 0, stream: str = STREAM) -> None:
    records = [
        {"Data": name.encode(), "PartitionKey": "t", "ExplicitHashKey": str(shard * 2**127)} for name in names
    ]
    boto3.client("kinesis").put_records(StreamName=stream, Records=records)


def names(count: int, prefix: str = "r") -> list[str]:
    return [f"{prefix}{number}" for number in range(count)]


def test_a_small_run_whole(world):
    """Two flushes at once for a shard that is nearly full, and what is throttled again a second later."""
    contents = [name.encode() for name in names(1_010)]
    world.ledger.offer(contents, world.clock.now_us)

    def send_all() -> None:
        put(world, names(500))
        put(world, names(1_000)[500:])
        put(world, [*names(1_010)[1_000:], "x0", "x1", "x2", "x3"])
        world.sleep(1)
        put(world, ["x2", "x3"])

    world.join(world.spawn(send_all, name="send_all"))
    shown = document(world)
    assert {name: shown[name] for name in ("by", "offer", "call", "reasons", "width", "gave_up")} == {
        "by": ["send_all"],
        "offer": {"at": [0, 12], "by": [0, 0], "rows": [1_010, 4]},
        "call": {
            "at": [3, 6, 6, 1_006],
            "way": [3, 3, 3, 3],
            "by": [0, 0, 0, 0],
            "rows": [500, 500, 14, [1_012, 2]],
            "did": "(500)0 (500)0 (12)011 00",
            "level": None,
        },
        "reasons": [],
        "width": 1,
        "gave_up": {"at": [], "by": [], "rows": []},
    }
    assert shown["title"] == "send_all: all 1,014 records stored, shard 0 throttled in 1 of 2 seconds"
    assert " ".join(shown["caption"]) == (
        "4 calls were answered, and 1 of them had 2 records inside that were not stored. "
        "2 records were resent, 2 times in all. "
        "In its busiest minute the stream stored 1,014 records, "
        "which is 0.8% of what 2 shards can store in a minute."
    )
    assert shown["ledger"] == [["offered", "1,014"], ["stored", "1,014"]]
    assert table(shown).splitlines()[1:] == ["1,014  offered", "1,014  stored"]


def test_a_run_may_be_shown_while_calls_are_under_way(world):
    """Those that left are in no call, and their records in flight."""
    world.ledger.offer([b"r0", b"r1", b"never"], world.clock.now_us)
    world.spawn(put, world, ["r0"], name="g00")
    world.clock.run_until(world.clock.now_us + 7_000)
    world.spawn(put, world, ["r1", "r0"], name="g00")
    world.clock.run_until(world.clock.now_us + 1_000)
    shown = document(world)
    assert shown["totals"] == world.totals()
    assert {fate: count for fate, count in shown["totals"].items() if count} == {
        "offered": 3,
        "waiting": 1,
        "in flight": 1,
        "stored": 1,
    }
    assert [call.rows for call in calls(shown)] == [[0]]
    assert shown["title"] == "g00: 1 of 3 records lost, 1 still on their way, nothing throttled"


def test_the_title_calls_many_producers_by_what_they_are_or_as_it_is_told(world):
    world.join(*[world.spawn(put, world, [name], name=name) for name in ("g00", "g01")])
    assert document(world)["title"] == "2 gateways: all 2 records stored, nothing throttled"
    named = document(world, who="send_batch")
    assert named["title"] == "send_batch: all 2 records stored, nothing throttled"
    assert named["by"] == ["g00", "g01"]
    world.join(world.spawn(put, world, ["more"], name="nightly"))
    assert document(world)["title"] == "3 producers: all 3 records stored, nothing throttled"


def test_what_only_went_to_another_stream_is_not_shown(world):
    make_stream(1, "another")
    put(world, names(5))
    put(world, names(3, "elsewhere"), stream="another")
    shown = document(world)
    assert (shown["stream"], shown["totals"]["offered"]) == (STREAM, 5)
    other = document(world, stream="another")
    assert (other["stream"], other["totals"]["offered"], len(other["shards"])) == ("another", 3, 1)


def test_a_reshard_gives_every_shard_a_place(world):
    put(world, names(3))
    boto3.client("kinesis").merge_shards(
        StreamName=STREAM, ShardToMerge="shardId-000000000000", AdjacentShardToMerge="shardId-000000000001"
    )
    world.sleep(60)
    put(world, names(3, "after"))
    shown = document(world)
    assert [(each["index"], each["parents"]) for each in shown["shards"]] == [(0, []), (1, []), (2, [0, 1])]
    assert shown["shards"][0]["opened"] < 0 < shown["shards"][0]["closed"] == shown["shards"][2]["opened"]
    assert [call.did[0] for call in calls(shown)] == [(0, STORED), (2, STORED)]


def test_more_than_27_shards_take_two_characters_each():
    with World(seed=7) as world:
        world.record()
        make_stream(40, STREAM)
        contents = [{"Data": name.encode(), "PartitionKey": name} for name in names(200)]
        boto3.client("kinesis").put_records(StreamName=STREAM, Records=contents)
        shown = document(world)
        (call,) = calls(shown)
        log_rows = {
            (place, row)
            for place, shard in enumerate(world.kinesis.streams[STREAM].shards)
            for row in shard.log.rows
        }
        assert shown["width"] == 2
        assert {(place, row) for row, (place, _) in zip(call.rows, call.did, strict=True)} == log_rows


def test_minutes_are_cloudwatchs(world):
    put(world, names(500))
    put(world, names(500, "s"))
    put(world, names(100, "t"))
    world.sleep(60)
    put(world, names(1, "u"))
    shown = document(world)["minutes"]
    assert shown["IncomingRecords"] == {"stat": "Sum", "at": [0, 1], "value": [1_012, 1]}
    assert shown["PutRecords.ThrottledRecords"] == {"stat": "Sum", "at": [0, 1], "value": [88, 0]}
    assert shown["PutRecords.Success"] == {"stat": "Average", "at": [0, 1], "value": [1, 1]}


@pytest.mark.nightly
def test_a_run_that_is_too_long_is_shown_around_its_worst_seconds_whole_and_says_so(world, monkeypatch):
    begin_us = world.clock.now_us
    for second in range(90):
        count = 1_500 if second == 60 else 20
        for start in range(0, count, 500):
            put(world, names(count, f"s{second}-")[start : start + 500])
        world.clock.sleep_until(begin_us + (second + 1) * limits.US_PER_S)
    whole = document(world)
    monkeypatch.setattr(writer, "MOST_BYTES", len(to_json(whole)) * 9 // 10)
    part = document(world)
    assert len(to_json(part)) <= writer.MOST_BYTES
    window = part["window"]
    assert window["to_ms"] - window["from_ms"] == part["length_ms"] == 30_000
    assert window["from_ms"] <= 60_000 < window["to_ms"]
    assert "This shows all of seconds" in window["said"]
    assert part["totals"] == whole["totals"]
    assert part["call"]["level"] is not None
    shift_ms = window["from_ms"]
    inside = [
        (call.at_ms - shift_ms, len(call.rows), call.did)
        for call in calls(whole)
        if shift_ms <= call.at_ms < window["to_ms"]
    ]
    assert inside == [(call.at_ms, len(call.rows), call.did) for call in calls(part)]


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"kind": "film"}, "kind='film'.*Remedy"),
        ({"stream": "none"}, "no stream 'none' was recorded. Remedy: give one of usage"),
        ({"kind": "mapping"}, "no mapping of the stream 'usage' has taken a step. Remedy"),
    ],
)
def test_what_there_is_nothing_of_is_refused_with_a_remedy(world, asked, message):
    put(world, names(1))
    with pytest.raises(ValueError, match=message):
        document(world, **asked)


def test_a_world_without_a_tape_or_without_a_call_is_refused_with_a_remedy(world):
    with pytest.raises(ValueError, match=r"has no call to a stream\. Remedy: write something"):
        document(world)
    with World(seed=1) as silent, pytest.raises(ValueError, match=r"seed 1 keeps no tape.*world\.record\(\)"):
        document(silent)


def test_a_document_is_strict_json_without_numbers_that_are_none(world):
    put(world, names(3))

    def numbers(value: Any) -> None:
        if isinstance(value, float):
            assert math.isfinite(value)
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            numbers(each)

    numbers(json.loads(to_json(document(world)), parse_constant=pytest.fail))
