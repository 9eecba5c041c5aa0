"""A replay in arrays is the replay record by record, to the last record: `exact_engine` is the oracle."""

import dataclasses
import itertools
import logging
import random
from array import array
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis_profiles import examples

from lablib import World
from lablib.scenarios.replay import array_engine, exact_engine
from lablib.scenarios.replay.array_engine import ArrayRun
from lablib.scenarios.replay.incident import FLUSH_EVERY_S, make_stream, next_tick_us
from lablib.simulator import limits
from lablib.simulator.ledger.fates import Fate
from lablib.simulator.ledger.shard_seconds import Seconds
from lablib.teaching.course import repo_root
from lablib.traffic import Trace, event_id_of, fleet, read_trace
from lablib.traffic.events import event_id
from lablib.traffic.gateways import GATEWAYS, USAGE_EVENTS
from lablib.traffic.producers import PRODUCERS, careful, naive
from lablib.traffic.reading.in_blocks import outline_of, read_outline
from lablib.traffic.trace import Column

REAL_TRACE = repo_root() / ".." / "shared" / "data" / "llm-1h.csv.gz"


def play_record_by_record(trace, producer, seed=7, **settings):
    """Everything that can be seen of a run, and the records that it lost."""
    with World(seed) as world:
        outcome = exact_engine.replay(world, trace, PRODUCERS[producer], **settings)
        lost = {event_id_of(content).decode() for content in world.ledger.lost_contents()}
        return seen(world, outcome), lost


def play_in_arrays(
    outline, producer, seed=7, *, shards, gateways=GATEWAYS, seconds=None, flush_every_s=FLUSH_EVERY_S
):
    """As `array_engine.replay` plays it, with a look into its ledger."""
    with World(seed) as world:
        make_stream(shards)
        start_us = next_tick_us(world.clock.now_us, flush_every_s)
        senders = fleet(outline, gateways, seed, seconds, start_us)
        run = ArrayRun(world, outline, senders, PRODUCERS[producer], flush_every_s)
        run.play(lambda done: None)
        return seen(world, run.outcome()), lost_by(run, senders)


def lost_by(run, senders):
    return {
        event_id(sender.name, number)
        for sender, fates in zip(senders, run.ledger.fates, strict=True)
        for number in np.flatnonzero(fates != Fate.STORED).tolist()
    }


def seen(world, outcome):
    """The outcome, each sample of each metric, each second of each shard; and that nothing was drawn more."""
    return {
        "outcome": {
            field.name: getattr(outcome, field.name)
            for field in dataclasses.fields(outcome)
            if field.name != "shard_seconds"
        },
        "seconds": {
            field.name: np.array(getattr(outcome.seconds, field.name)).tolist()
            for field in dataclasses.fields(outcome.seconds)
        },
        "metrics": {
            (series.name, series.dimensions): {
                minute: point.counts for minute, point in series.minutes.items()
            }
            for series in world.metrics
        },
        "now_us": world.clock.now_us,
        "next_latency_us": world.network.latency_us(),
    }


def agree(trace, producer, **settings):
    expected, expected_lost = play_record_by_record(trace, producer, **settings)
    found, lost = play_in_arrays(outline_of(trace), producer, **settings)
    assert found == expected
    assert lost == expected_lost
    return found["outcome"], lost


def trace_of(times_us, keys=None, sizes=None, notes=None):
    columns = {"key": keys, "note": notes or [f"n{row}" for row in range(len(times_us))]}
    held = {name: Column() for name, values in columns.items() if values}
    for name, column in held.items():
        for value in columns[name]:
            column.append(value)
    sizes_bytes = array("q", sizes) if sizes else None
    return Trace(Path("t.csv"), array("q", times_us), held, "key" if keys else None, sizes_bytes)


# --- any run -----------------------------------------------------------------------------------------


LOADS = {
    "their JSON is what counts": None,
    "there is always room": [0, 30, 1_000],
    "bytes run out": [30, 1_025, 90_000, 150_000],
    "bytes run out for most": [1_000, 150_000, 150_000, 150_000],
}


@st.composite
def traces(draw):
    """Rows in bursts, with few keys, many or none. A seed decides the rest, so that all of it varies."""
    load, rows = draw(st.sampled_from(sorted(LOADS))), draw(st.integers(1, 60))
    keys = draw(st.sampled_from([None, ["a", "a", "é"], [f"{number}" for number in range(20)]]))
    rng = random.Random(draw(st.integers(0, 2**32)))
    gaps_us = rng.choices([0, 1, 999, 50_000, 300_000, 7_300_000], [9, 3, 3, 3, 2, 1], k=rows - 1)
    times_us = list(itertools.accumulate(gaps_us, initial=0))
    notes = rng.choices(["", "12", "-0", 'say "é"', "x" * 60_000], k=rows)
    sizes = LOADS[load] and rng.choices(LOADS[load], k=rows)
    return trace_of(times_us, keys and rng.choices(keys, k=rows), sizes, notes)


@given(
    trace=traces(),
    producer=st.sampled_from(sorted(PRODUCERS)),
    seed=st.integers(0, 99),
    shards=st.sampled_from([1, 2, 5]),
    gateways=st.integers(1, 4),
    flush_every_s=st.sampled_from([0.1, 0.7, 3, 10]),
    laps=st.none() | st.floats(0, 2.5),
)
@examples(8)
def test_any_run_has_the_outcome_of_the_run_record_by_record(trace, producer, seed, laps, **settings):
    seconds = None if laps is None else laps * trace.lap_us / 1_000_000
    agree(trace, producer, seed=seed, seconds=seconds, **settings)


@pytest.mark.parametrize("producer", sorted(PRODUCERS))
@pytest.mark.parametrize("keys", [None, ["a", "b", "c"]], ids=["no keys", "keys"])
def test_in_a_burst_of_small_records_the_count_runs_out(producer, keys):
    times_us = [row * 1_000 for row in range(400)]
    trace = trace_of(times_us, keys and [keys[row % 3] for row in range(400)])
    outcome, lost = agree(trace, producer, shards=2, gateways=10, flush_every_s=1)
    assert outcome["rejections"] > 500
    assert (len(lost) > 0) == (producer == "naive")


@pytest.mark.nightly
def test_large_and_small_records_of_a_key_change_places():
    sizes = [2_000 if row % 4 == 3 else 300_000 for row in range(24)]
    trace = trace_of([row * 50_000 for row in range(24)], ["a", "a", "b", "b"] * 6, sizes)
    outcome, lost = agree(trace, "careful", shards=1, gateways=3, flush_every_s=2)
    assert outcome["reordered"] > 0
    assert len(lost) == outcome["given_up"] > 0


@pytest.mark.nightly  # what is given up is compared to the record in every other test
def test_both_say_in_the_log_what_they_give_up(caplog):
    trace = trace_of([row * 1_000 for row in range(150)], sizes=[60_000] * 150)
    told = []
    for play, each in ((play_record_by_record, trace), (play_in_arrays, outline_of(trace))):
        with caplog.at_level(logging.ERROR, "lablib.traffic.producers"):
            play(each, "careful", shards=1, gateways=3)
        told.append(caplog.messages[:])
        caplog.clear()
    assert told[0] == told[1] != []


# --- whole hours -------------------------------------------------------------------------------------


@pytest.mark.nightly
@pytest.mark.parametrize("producer", sorted(PRODUCERS))
def test_a_minute_of_the_incident_loses_the_same_records(producer):
    outcome, lost = agree(read_trace(USAGE_EVENTS), producer, shards=4, seconds=60)
    assert outcome["rejections"] > 0
    assert (len(lost) > 0) == (producer == "naive")


@pytest.mark.nightly
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("key", [None, "tenant"])
@pytest.mark.parametrize("producer", sorted(PRODUCERS))
def test_the_incident_s_hour_loses_the_same_records(producer, key):
    trace = dataclasses.replace(read_trace(USAGE_EVENTS), key_column=key)
    outcome, _ = agree(trace, producer, shards=4)
    assert outcome["offered"] == GATEWAYS * len(trace)


@pytest.mark.nightly
@pytest.mark.timeout(1_800)
@pytest.mark.skipif(not REAL_TRACE.is_file(), reason="needs the real trace beside the repository")
@pytest.mark.parametrize("key", [None, "service"])
@pytest.mark.parametrize("producer", sorted(PRODUCERS))
def test_the_real_hour_loses_the_same_records(producer, key):
    trace = read_trace(REAL_TRACE, key=key)
    outcome, _ = agree(trace, producer, shards=4)
    assert outcome["offered"] == GATEWAYS * len(trace)


# --- how it is used ----------------------------------------------------------------------------------


def test_progress_is_the_share_of_the_records_whose_producer_is_done_with_them():
    told = []
    with World(seed=7) as world:
        outline = read_outline(USAGE_EVENTS)
        array_engine.replay(world, outline, naive, shards=4, gateways=2, seconds=600, on_progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1
    assert 50 < len(told) <= 102


def test_a_producer_of_one_s_own_is_sent_to_the_exact_engine():
    def mine(kinesis, stream, entries):
        return careful(kinesis, stream, entries)

    with World(seed=7) as world, pytest.raises(ValueError, match=r"mine cannot be .* exact_engine\.replay"):
        array_engine.replay(world, outline_of(trace_of([0])), mine, shards=1)


def test_a_record_that_fails_its_whole_call_is_sent_to_the_exact_engine():
    outline = outline_of(trace_of([0, 1], sizes=[10, 1_048_570]))
    with World(seed=7) as world, pytest.raises(ValueError, match=r"1048580 bytes .* exact_engine\.replay"):
        array_engine.replay(world, outline, naive, shards=1)


def test_two_weeks_of_silence_on_many_shards_makes_no_table_of_its_seconds(monkeypatch):
    monkeypatch.setattr(Seconds, "table", lambda *_: pytest.fail("a table of all seconds was made"))
    with World(seed=7) as world:
        outline = outline_of(trace_of([0, 14 * 24 * 3_600 * limits.US_PER_S]))
        outcome = array_engine.replay(world, outline, naive, shards=2, gateways=1, flush_every_s=3_600)
    assert outcome.offered == 2


def test_hundreds_of_shards_take_what_four_refuse():
    with World(seed=7) as world:
        outline = outline_of(dataclasses.replace(read_trace(USAGE_EVENTS), key_column=None))
        outcome = array_engine.replay(world, outline, naive, shards=600, seconds=20)
    assert outcome.lost == 0
    assert len(outcome.seconds.shard_ids) == 600
