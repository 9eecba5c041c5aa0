"""A fleet replays one trace, each gateway from a moment of its own."""

import json
from array import array
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib.traffic import Gateway, Trace, TraceError, fleet, incident, read_trace
from lablib.traffic import gateways as gateways_module
from lablib.traffic.trace import Column

START_US = 1_793_577_600_000_000  # 2026-11-02T00:00:00Z
FOREVER_US = START_US * 2


def trace_of(*times_us, keys=None, sizes=None):
    column = Column()
    for key in keys or [f"k{row}" for row in range(len(times_us))]:
        column.append(key)
    bytes_ = None if sizes is None else array("q", sizes)
    return Trace(Path("t.csv"), array("q", times_us), {"tenant": column}, "tenant" if keys else None, bytes_)


times = st.lists(st.integers(0, 5_000), min_size=1, max_size=30).map(
    lambda found: [at_us - min(found) for at_us in sorted(found)]
)


def test_a_gateway_starts_inside_the_trace_and_goes_round():
    # rows at 0, 10 and 40 us; a lap is 40 + the average gap of 20 = 60 us; this gateway starts 15 us into it
    gateway = Gateway("g00", trace_of(0, 10, 40), offset_us=15, start_us=1_000, length_us=120)
    assert [(event.at_us, event.row, event.event_id) for event in gateway] == [
        (1_025, 2, "g00-000000"),
        (1_045, 0, "g00-000001"),
        (1_055, 1, "g00-000002"),
        (1_085, 2, "g00-000003"),
        (1_105, 0, "g00-000004"),
        (1_115, 1, "g00-000005"),
    ]


def test_due_hands_out_what_happens_before_the_moment_and_only_once():
    gateway = Gateway("g00", trace_of(0, 10, 40), offset_us=15, start_us=1_000, length_us=60)
    log = [
        (until, [event.at_us for event in gateway.due(until)])
        for until in (1_025, 1_026, 1_020, 1_055, 9_999)
    ]
    assert log == [(1_025, []), (1_026, [1_025]), (1_020, []), (1_055, [1_045]), (9_999, [1_055])]
    assert gateway.next_at_us is None


def test_a_gateway_tells_when_its_next_event_happens_without_handing_it_out():
    gateway = Gateway("g00", trace_of(0, 10, 40), offset_us=15, start_us=1_000, length_us=60)
    assert gateway.next_at_us == 1_025
    assert [event.at_us for event in gateway.due(1_026)] == [1_025]
    assert gateway.next_at_us == 1_045


@given(times_us=times, seed=st.integers(), laps=st.integers(1, 3))
def test_every_gateway_sends_every_row_once_a_lap_in_order(times_us, seed, laps):
    trace = trace_of(*times_us)
    for gateway in fleet(trace, gateways=3, seed=seed, seconds=laps * trace.lap_us / 1_000_000):
        events = gateway.due(FOREVER_US)
        assert Counter(event.row for event in events) == dict.fromkeys(range(len(trace)), laps)
        assert [event.at_us for event in events] == sorted(event.at_us for event in events)
        assert all(gateway.start_us <= event.at_us < gateway.end_us for event in events)
        assert len(events) == gateway.total


@given(times_us=times, seed=st.integers(), steps=st.lists(st.integers(0, 4_000), max_size=10))
def test_however_often_one_asks_no_event_is_missed_or_given_twice(times_us, seed, steps):
    trace = trace_of(*times_us)
    at_once = fleet(trace, 1, seed)[0].due(FOREVER_US)
    in_steps, until_us = [], START_US
    gateway = fleet(trace, 1, seed)[0]
    for step in steps:
        until_us += step
        in_steps += gateway.due(until_us)
        assert all(event.at_us < until_us for event in in_steps)
    assert in_steps + list(gateway) == at_once


def test_ids_are_unique_in_the_fleet_over_several_laps():
    trace = trace_of(0, 10, 20)
    events = [event for gateway in fleet(trace, gateways=120, seconds=0.0001) for event in gateway]
    assert len({event.event_id for event in events}) == len(events) == sum(1 for _ in events)
    assert {event.event_id.partition("-")[0] for event in events} == {
        f"g{number:03d}" for number in range(120)
    }


def test_the_gateways_are_not_in_step_and_the_seed_decides_how():
    trace = trace_of(*range(0, 10_000_000, 100_000))
    firsts = [gateway.due(FOREVER_US)[0].row for gateway in fleet(trace, gateways=10, seed=1)]
    assert len(set(firsts)) > 5
    assert firsts == [gateway.due(FOREVER_US)[0].row for gateway in fleet(trace, gateways=10, seed=1)]
    assert firsts != [gateway.due(FOREVER_US)[0].row for gateway in fleet(trace, gateways=10, seed=2)]


def test_an_event_is_the_row_with_its_id_and_its_virtual_time():
    trace = trace_of(0, keys=["t-0042"])
    event = Gateway("g17", trace, offset_us=0, start_us=START_US + 250_417, length_us=1).due(FOREVER_US)[0]
    assert event.key == "t-0042"
    assert event.as_dict() == {
        "event_id": "g17-000000",
        "tenant": "t-0042",
        "at": "2026-11-02T00:00:00.250417Z",
    }
    assert next(iter(event.as_dict())) == "event_id"
    assert json.loads(event.payload()) == event.as_dict()


def test_without_a_key_column_the_partition_key_is_the_event_id():
    event = fleet(trace_of(0), gateways=1)[0].due(FOREVER_US)[0]
    assert event.key == event.event_id == "g00-000000"


def test_a_trace_with_sizes_gives_payloads_of_those_sizes_that_are_still_json_and_unique():
    events = fleet(trace_of(0, 5, sizes=[200, 3]), gateways=1, seed=1)[0].due(FOREVER_US)
    by_row = {event.row: event.payload() for event in events}
    assert len(by_row[0]) == 200
    assert len(by_row[1]) == len('{"event_id":"g00-000000"}')
    assert {json.loads(payload)["event_id"] for payload in by_row.values()} == {"g00-000000", "g00-000001"}


@pytest.mark.parametrize(
    ("settings", "message"), [({"gateways": 0}, "give 1 or more"), ({"seconds": -1}, "0 or more")]
)
def test_a_fleet_that_makes_no_sense_is_refused(settings, message):
    with pytest.raises(ValueError, match=message):
        fleet(trace_of(0), **settings)


def test_the_incident_is_sixty_gateways_that_send_about_480_events_a_second():
    gateways = incident(seconds=600)
    assert [gateways[0].name, gateways[-1].name, len(gateways)] == ["g00", "g59", 60]
    # each gateway sends ten minutes out of an hour of 7.84 events a second
    assert sum(gateway.total for gateway in gateways) / 600 == pytest.approx(60 * 7.84, rel=0.1)


def test_an_event_of_the_incident_has_the_fields_of_the_story():
    event = incident(gateways=1)[0].due(FOREVER_US)[0].as_dict()
    assert list(event) == ["event_id", "tenant", "model", "tokens_in", "tokens_out", "at"]
    assert isinstance(event["tokens_in"], int)


def test_a_missing_incident_file_names_the_remedy(monkeypatch, tmp_path):
    monkeypatch.setattr(gateways_module, "USAGE_EVENTS", tmp_path / "usage-events.csv.gz")
    gateways_module._usage_trace.cache_clear()
    with pytest.raises(TraceError, match=r"run python -m lablib\.traffic"):
        incident()


def test_a_csv_goes_through_the_fleet_with_its_columns(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text("t_ms,customer,note,amount\n0,ann,007,12\n5,bob,é,-3\n", encoding="utf-8")
    events = sorted(fleet(read_trace(path, key="customer"), gateways=1)[0], key=lambda event: event.row)
    fields = [{name: event.as_dict()[name] for name in ("customer", "note", "amount")} for event in events]
    assert fields == [
        {"customer": "ann", "note": "007", "amount": 12},
        {"customer": "bob", "note": "é", "amount": -3},
    ]
    assert [event.key for event in events] == ["ann", "bob"]
