"""The document of a mapping says what its history and the ledger say of each arrival, step and expiry."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import examples
from read_document import together

from lablib.pictures.player import document as writer
from lablib.pictures.player.document import document, table, to_json
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.history import Did
from lablib.simulator.world import World
from lablib.traffic.load_generator import feed

STREAM, FUNCTION = "usage", "bill"
LETTERS = {
    "S": Did.SUCCEEDED,
    "F": Did.FAILED,
    "P": Did.PARTLY,
    "T": Did.THROTTLED,
    "D": Did.DISCARDED,
    "A": Did.TOO_OLD,
    "E": Did.EXPIRED,
}

plans = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 2**16),
        "shards": st.integers(1, 3),
        "bad_every": st.sampled_from([7, 50, 10_000]),
        "takes_s": st.sampled_from([0.0, 0.5, 20.0]),
        "minutes": st.integers(2, 9),
        "settings": st.fixed_dictionaries(
            {"BatchSize": st.sampled_from([1, 10, 100])},
            optional={
                "BisectBatchOnFunctionError": st.just(True),
                "MaximumRetryAttempts": st.integers(0, 4),
                "MaximumRecordAgeInSeconds": st.just(60),
                "FunctionResponseTypes": st.just(["ReportBatchItemFailures"]),
                "ParallelizationFactor": st.just(3),
            },
        ),
    }
)


class Fed:
    """A small event for the feed."""

    def __init__(self, number: int, at_us: int) -> None:
        self.number, self.at_us, self.key = number, at_us, f"t{number % 7}"

    def payload(self) -> bytes:
        return b'{"n":%d}' % self.number


def played(plan: dict[str, Any]) -> World:
    """Some minutes of a function that fails on some records, with a retention of two minutes."""
    with World(plan["seed"]) as world:
        world.record()
        make_stream(plan["shards"], STREAM)
        world.kinesis.streams[STREAM].retention_h = 120 / limits.S_PER_HOUR

        def handler(event: Any, context: Any) -> None:
            numbers = [record["kinesis"]["sequenceNumber"] for record in event["Records"]]
            if any(int(each) // 16 % plan["bad_every"] == 0 for each in numbers):
                raise ValueError("malformed")

        world.deploy(handler, name=FUNCTION, takes_s=plan["takes_s"], timeout_s=60, reserved_concurrency=2)
        mapped(**plan["settings"])
        start_us = world.clock.now_us + 60 * limits.US_PER_S
        rng = world.rng("feed")
        at_us = sorted(start_us + rng.randrange(60 * limits.US_PER_S) for _ in range(80))
        feed(world, STREAM, [Fed(number, each) for number, each in enumerate(at_us)])
        world.sleep(60 * plan["minutes"])
    return world


def mapped(**settings: Any) -> None:
    boto3.client("lambda").create_event_source_mapping(
        FunctionName=FUNCTION,
        EventSourceArn=boto3.client("kinesis").describe_stream_summary(StreamName=STREAM)[
            "StreamDescriptionSummary"
        ]["StreamARN"],
        StartingPosition="TRIM_HORIZON",
        **settings,
    )


def steps(shown: dict[str, Any]) -> Iterator[tuple[int, int, int, int, Did, int, int, int, int]]:
    """(ended, took, shard's place, lane, what, first, records, depth, checkpoint) of each step."""
    step, alphabet = shown["step"], shown["alphabet"]
    first, checkpoint = dict.fromkeys(range(99), 0), {}
    for number, ended in enumerate(accumulate(step["at"])):
        shard = alphabet.index(step["shard"][number])
        lane = 0 if step["lane"] is None else alphabet.index(step["lane"][number])
        depth = 0 if step["depth"] is None else int(step["depth"][number])
        first[shard] += step["first"][number]
        checkpoint[shard, lane] = checkpoint.get((shard, lane), 0) + step["checkpoint"][number]
        yield (
            ended,
            step["took"][number],
            shard,
            lane,
            LETTERS[step["did"][number]],
            first[shard],
            step["records"][number],
            depth,
            checkpoint[shard, lane],
        )


@examples(14)
@given(plans)
def test_each_step_is_that_of_the_history(plan):
    world = played(plan)
    (mapping,) = world.lambda_.mappings.values()
    if not mapping.history:
        return
    shown = json.loads(to_json(document(world, "mapping")))
    assert shown["unit_ms"] == 1

    def ms(at_us: int) -> int:
        return (at_us - shown["start_us"]) // 1_000

    in_order = sorted(mapping.history, key=lambda step: step.ended_us)
    assert list(steps(shown)) == [
        (
            ms(step.ended_us),
            ms(step.ended_us) - ms(step.at_us),
            step.shard,
            step.lane,
            step.did,
            step.first,
            step.records,
            step.depth,
            step.checkpoint,
        )
        for step in in_order
    ]


@examples(14)
@given(plans)
def test_each_arrival_is_that_of_the_log_and_each_expiry_is_the_ledgers(plan):
    world = played(plan)
    (mapping,) = world.lambda_.mappings.values()
    if not mapping.history:
        return
    totals = world.totals()
    shown = document(world, "mapping")
    assert shown["totals"] == totals
    assert sum(totals[fate] for fate in totals if fate != "offered") == totals["offered"]
    assert shown["from"] == [0] * plan["shards"]
    arrived = [together(values) for values in shown["arrived"]]
    assert sum(map(len, arrived)) == totals["offered"] - totals["rejected"]
    for shard, times in zip(world.kinesis.streams[STREAM].shards, arrived, strict=True):
        still_there = [(at_us - shown["start_us"]) // 1_000 for at_us in shard.log.arrival_us]
        assert times[shard.log.first :] == still_there
        assert len(times) == shard.log.end
    noted = sum(step[6] for step in steps(shown) if step[4] is Did.EXPIRED)
    assert noted + sum(count for _, _, count in shown["held"]) == totals["expired"]


def test_what_expires_in_a_batch_under_way_is_held_until_it_has_a_step():
    with World(seed=7) as world:
        world.record()
        make_stream(1, STREAM)
        world.kinesis.streams[STREAM].retention_h = 60 / limits.S_PER_HOUR
        world.deploy(lambda event, context: None, name=FUNCTION, takes_s=300, timeout_s=900)
        mapped(BatchSize=2)
        world.sleep(10)
        kinesis = boto3.client("kinesis")
        for name in (b"a", b"b", b"c", b"d"):
            kinesis.put_record(StreamName=STREAM, Data=name, PartitionKey="t")
        world.sleep(5)
        kinesis.put_record(StreamName=STREAM, Data=b"e", PartitionKey="t")
        world.sleep(200)
        totals, shown = world.totals(), document(world)
        noted = [(step[5], step[6]) for step in steps(shown) if step[4] is Did.EXPIRED]
        held = sum(count for _, _, count in shown["held"])
        assert totals["expired"] == sum(count for _, count in noted) + held == 5
        assert held > 0
        assert shown["held"][0][:2] == [0, 0]


def test_the_words_about_a_blocked_shard_and_its_loss_are_computed():
    with World(seed=7) as world:
        world.record()
        make_stream(1, STREAM)
        world.kinesis.streams[STREAM].retention_h = 1

        def handler(event: Any, context: Any) -> None:
            raise ValueError("malformed")

        world.deploy(handler, name=FUNCTION)
        mapped(BatchSize=1)
        world.sleep(30)
        start_us = world.clock.now_us
        feed(world, STREAM, [Fed(number, start_us + number * 900_000_000) for number in range(10)])
        world.sleep(4 * limits.S_PER_HOUR)
        shown = document(world)
    assert shown["unit_ms"] == 1_000
    assert shown["retention_s"] == 3_600
    assert shown["title"] == "bill: 10 of 10 records expired in the stream, shard 0 blocked for 59.1 minutes"
    assert shown["caption"][0] == "255 invocations, 255 of which failed."
    assert shown["caption"][2] == (
        "The stream keeps a record for 1 hour. When it then drops the record, no metric says so."
    )
    assert shown["ledger"] == [["offered", "10"], ["expired in the stream", "10"]]
    assert shown["minutes"]["Errors"]["stat"] == "Sum"
    assert sum(shown["minutes"]["Errors"]["value"]) == 255
    assert table(shown).splitlines()[1] == "10  offered"


def test_a_run_that_is_too_long_is_shown_around_its_first_loss_whole_and_says_so(monkeypatch):
    """Three hours of a shard that is blocked after twenty minutes; what waits at the beginning is in it."""
    with World(seed=7) as world:
        world.record()
        make_stream(1, STREAM)
        world.kinesis.streams[STREAM].retention_h = 1

        def handler(event: Any, context: Any) -> None:
            if world.elapsed_s > 1_200:
                raise ValueError("malformed")

        world.deploy(handler, name=FUNCTION)
        mapped(BatchSize=1)
        world.sleep(30)
        start_us = world.clock.now_us
        feed(world, STREAM, [Fed(number, start_us + number * 60_000_000) for number in range(180)])
        world.sleep(3 * limits.S_PER_HOUR)
        whole = document(world)
        monkeypatch.setattr(writer, "MOST_BYTES", len(to_json(whole)) * 2 // 3)
        part = document(world)
        (mapping,) = world.lambda_.mappings.values()
    window, first = part["window"], part["from"][0]
    assert len(to_json(part)) <= writer.MOST_BYTES
    assert window["to_ms"] - window["from_ms"] == part["length_ms"] == 3_600_000
    assert window["said"].endswith("around the first record that was lost or failed.")
    assert part["start_us"] == whole["start_us"] + window["from_ms"] * 1_000
    assert [(each[0], *each[4:7], each[8]) for each in steps(part)] == [
        (
            (step.ended_us - part["start_us"]) // 1_000,
            step.did,
            step.first,
            step.records,
            step.checkpoint,
        )
        for step in mapping.history
        if 0 <= step.ended_us - part["start_us"] < 3_600_000_000
    ]
    arrived_s = [at_ms // 1_000 for at_ms in together(part["arrived"][0])]
    before_s, end_s = window["from_ms"] // 1_000, window["to_ms"] // 1_000
    whole_s = [at_s for at_s in together(whole["arrived"][0])[first:] if at_s < end_s]
    assert arrived_s == [at_s - before_s for at_s in whole_s]
    assert arrived_s[0] < 0 < first
    assert part["totals"] == whole["totals"]


def test_the_writes_of_a_run_with_a_mapping_can_be_asked_for():
    world = played(
        {
            "seed": 1,
            "shards": 2,
            "bad_every": 10_000,
            "takes_s": 0.0,
            "minutes": 3,
            "settings": {"BatchSize": 10},
        }
    )
    assert document(world)["kind"] == "mapping"
    assert document(world, "writes")["by"] == ["feed"]


def test_a_mapping_that_was_deleted_can_still_be_shown():
    with World(seed=7) as world:
        world.record()
        make_stream(1, STREAM)
        world.deploy(lambda event, context: None, name=FUNCTION)
        mapped()
        world.sleep(10)
        boto3.client("kinesis").put_record(StreamName=STREAM, Data=b"a", PartitionKey="t")
        world.sleep(5)
        (uuid,) = world.lambda_.mappings
        boto3.client("lambda").delete_event_source_mapping(UUID=uuid)
        world.sleep(30)
        assert not world.lambda_.mappings
        shown = document(world)
    assert (shown["mapping"], shown["step"]["did"]) == (uuid, "S")


@pytest.mark.parametrize("minutes", [2])
def test_the_same_seed_gives_the_same_bytes(minutes):
    plan = {
        "seed": 3,
        "shards": 2,
        "bad_every": 7,
        "takes_s": 0.5,
        "minutes": minutes,
        "settings": {"BatchSize": 10, "ParallelizationFactor": 3},
    }
    assert to_json(document(played(plan))) == to_json(document(played(plan)))
