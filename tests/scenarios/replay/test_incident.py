"""A trace played as the incident, what the dashboard says of it, and the two producers."""

import gzip
import logging

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib import World
from lablib.scenarios.replay.exact_engine import replay
from lablib.scenarios.replay.incident import STREAM, make_stream, next_tick_us, play
from lablib.simulator import limits
from lablib.teaching.course import repo_root
from lablib.traffic import fleet, read_trace
from lablib.traffic.gateways import USAGE_EVENTS
from lablib.traffic.producers import MAX_ATTEMPTS, PRODUCERS, batches_of, careful, naive

REAL_TRACE = repo_root() / ".." / "shared" / "data" / "llm-1h.csv.gz"
S = limits.US_PER_S


@pytest.fixture(scope="module")
def usage():
    return read_trace(USAGE_EVENTS)


def run(trace, producer, seconds, gateways=60, **flush):
    with World(seed=7) as world:
        outcome = replay(
            world, trace, PRODUCERS[producer], shards=4, gateways=gateways, seconds=seconds, **flush
        )
        return world, outcome.dashboard, outcome.given_up


def test_naive_loses_in_silence_what_the_shards_refuse(usage):
    world, shown, given_up = run(usage, "naive", 30)
    assert given_up == 0
    assert 0 < world.ledger.lost < world.ledger.offered
    assert world.totals()["rejected"] == world.ledger.lost
    assert (shown.incoming_records, shown.throttled_records, shown.total_records) == (
        world.ledger.offered - world.ledger.lost,
        world.ledger.lost,
        world.ledger.offered,
    )
    assert shown.failed_records == 0
    assert shown.write_throughput_exceeded == shown.throttled_records
    assert shown.busiest_minute_records_share == world.totals()["stored"] / (4 * 1_000 * 60)
    assert shown.busiest_minute_share == shown.busiest_minute_records_share > shown.busiest_minute_bytes_share


@pytest.mark.nightly  # lablib replay tells the same in make test
def test_careful_stores_each_record_once(usage):
    world, shown, given_up = run(usage, "careful", 30)
    assert given_up == world.ledger.lost == world.ledger.duplicates == 0
    assert world.totals()["stored"] == world.ledger.offered == shown.incoming_records
    assert shown.total_records == world.ledger.attempts == world.ledger.offered + shown.throttled_records
    assert shown.throttled_records > 0


@pytest.mark.nightly
def test_on_a_real_trace_naive_loses_and_careful_does_not():
    if not REAL_TRACE.is_file():
        pytest.skip("the real trace is not at ../shared/data/llm-1h.csv.gz")
    trace = read_trace(REAL_TRACE)  # with a flush every five seconds these shards take the first minute whole
    assert run(trace, "naive", 60, flush_every_s=10)[0].ledger.lost > 0
    assert run(trace, "careful", 60, flush_every_s=10)[0].ledger.lost == 0


def test_a_small_fleet_loses_nothing(usage):
    world, shown, _ = run(usage, "naive", 30, gateways=2)
    assert world.ledger.lost == shown.throttled_records == 0
    assert shown.success_average == 1


def test_gateways_flush_on_the_same_ticks_and_send_everything_once(usage):
    with World(seed=7) as world:
        start_us = next_tick_us(world.clock.now_us, 10)
        calls, events, progress = [], [], []

        def send(kinesis, stream, batch):
            calls.append((world.clock.now_us - start_us) // S)
            events.extend(entry["Data"] for entry in batch)

        gateways = fleet(usage, 3, world.seed, 35, start_us)
        expected = sum(gateway.total for gateway in gateways)
        play(world, gateways, send, flush_every_s=10, on_progress=progress.append)
    assert calls == [10, 10, 10, 20, 20, 20, 30, 30, 30, 40, 40, 40]
    assert len(events) == len(set(events)) == expected == world.ledger.offered
    assert progress == sorted(progress)
    assert progress[-1] == 1


@pytest.mark.parametrize(
    ("now_s", "every_s", "tick_s"), [(0, 10, 10), (9.999999, 10, 10), (10, 10, 20), (0.3, 0.5, 0.5)]
)
def test_the_next_tick_is_after_now_on_the_wall_clock(now_s, every_s, tick_s):
    start_us = limits.WORLD_START_S * S
    assert next_tick_us(start_us + round(now_s * S), every_s) == start_us + round(tick_s * S)


def test_what_a_gateway_s_code_raises_is_raised(usage):
    def send(kinesis, stream, batch):
        raise KeyError("in the learner's code")

    with World(seed=7) as world, pytest.raises(KeyError, match="learner"):
        play(world, fleet(usage, 1, 7, 20, world.start_us), send)


# --- the producers ---------------------------------------------------------------------------------


def entry(size_bytes, key="k"):
    return {"Data": b"x" * size_bytes, "PartitionKey": key}


@given(st.lists(st.sampled_from([0, 1, 200, 40_000, 1_048_575]), max_size=1_200))
def test_batches_hold_every_entry_in_order_and_fit_into_a_call(sizes):
    entries = [entry(size) for size in sizes]
    batches = batches_of(entries)
    assert [each for batch in batches for each in batch] == entries
    for batch in batches:
        assert 1 <= len(batch) <= 500
        assert sum(len(each["Data"]) + 1 for each in batch) <= 10_485_760


def test_a_batch_is_as_full_as_it_can_be():
    assert [len(batch) for batch in batches_of([entry(1)] * 1_001)] == [500, 500, 1]
    assert [len(batch) for batch in batches_of([entry(1_048_575)] * 21)] == [10, 10, 1]


def test_large_records_are_no_call_too_large():
    with World(seed=7) as world:
        make_stream(4)
        entries = [entry(100_000 + number, f"{number}") for number in range(150)]
        assert careful(boto3.client("kinesis"), STREAM, entries) == []
        assert world.totals()["stored"] == 150


@pytest.mark.parametrize(("producer", "attempts"), [(naive, 1), (careful, MAX_ATTEMPTS)])
def test_what_cannot_be_written_is_given_up_aloud(producer, attempts, caplog):
    with World(seed=7) as world, caplog.at_level(logging.ERROR, "lablib.traffic.producers"):
        make_stream(1)
        world.fault("connection_refused", for_s=3_600, operation="PutRecords")
        entries = [entry(1, "a"), entry(2, "b")]
        assert producer(boto3.client("kinesis"), STREAM, entries) == entries
        assert world.ledger.attempts == 2 * 3 * attempts  # each time botocore itself makes three
    assert len(caplog.records) == 1


def test_careful_sends_again_only_what_failed():
    with World(seed=7) as world:
        make_stream(1)
        world.fault("internal_failure", for_s=3_600, rate=0.5)
        entries = [{"Data": f"{number}".encode(), "PartitionKey": f"{number}"} for number in range(100)]
        assert careful(boto3.client("kinesis"), STREAM, entries) == []
        assert (world.totals()["stored"], world.ledger.duplicates) == (100, 0)


def test_a_plain_csv_of_one_s_own_with_sizes_runs(tmp_path):
    file = tmp_path / "own.csv.gz"
    rows = "".join(f"{number / 10},{'ab'[number % 2]},{50_000}\n" for number in range(100))
    file.write_bytes(gzip.compress(f"t_s,key,size\n{rows}".encode()))
    with World(seed=7) as world:
        shown = replay(world, read_trace(file), naive, shards=1, gateways=1, flush_every_s=5).dashboard
    assert world.ledger.offered == 100
    assert world.ledger.lost == shown.throttled_records > 0
