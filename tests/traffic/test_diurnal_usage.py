"""A day of usage: its tide, its even spread over shards, and an event that its gateway did not finish."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from lablib.simulator.kinesis.state.routing import hash_of
from lablib.simulator.limits import S_PER_HOUR, US_PER_S, WORLD_START_S
from lablib.traffic import event_id_of
from lablib.traffic.diurnal_usage import CUT_AT, day, malformed_from, tide

MIDNIGHT_US = WORLD_START_S * US_PER_S


def hour_of(event):
    return (event.at_us - MIDNIGHT_US) // US_PER_S // S_PER_HOUR


def test_a_day_has_the_rate_that_was_asked_for_and_is_busiest_in_the_afternoon():
    events = day(0.5, 24, 7, MIDNIGHT_US)
    assert len(events) == pytest.approx(0.5 * 24 * S_PER_HOUR, rel=0.02)
    by_hour = Counter(map(hour_of, events))
    # a cosine between 0.4 and 1.6 of the mean
    assert by_hour[14] / by_hour[2] == pytest.approx(tide(14.5) / tide(2.5), rel=0.1)
    assert [event.at_us for event in events] == sorted(event.at_us for event in events)


@pytest.mark.parametrize("shards", [2, 3, 4, 5, 6])
def test_shards_of_equal_ranges_get_equal_shares(shards):
    events = day(0.5, 24, 7, MIDNIGHT_US)
    by_shard = Counter(hash_of(event.key) * shards >> 128 for event in events)
    mean = len(events) / shards
    assert all(count == pytest.approx(mean, abs=4 * mean**0.5) for count in by_shard.values())


def test_the_same_seed_is_the_same_day():
    assert day(0.1, 5, 7, MIDNIGHT_US) == day(0.1, 5, 7, MIDNIGHT_US) != day(0.1, 5, 8, MIDNIGHT_US)


def test_a_malformed_event_is_cut_off_and_keeps_its_id():
    events = day(0.1, 5, 7, MIDNIGHT_US)
    bad = malformed_from(events, MIDNIGHT_US + 2 * S_PER_HOUR * US_PER_S)
    assert hour_of(bad) == 2
    assert len(bad.payload()) == CUT_AT
    with pytest.raises(ValueError, match="Unterminated string"):
        json.loads(bad.payload())
    assert event_id_of(bad.payload()) == bad.event_id.encode()
    assert json.loads(events[0].payload()) == events[0].as_dict()


def test_a_malformed_event_behind_the_last_one_is_an_error():
    with pytest.raises(ValueError, match="give an earlier time, or a longer day"):
        malformed_from(day(0.1, 1, 7, MIDNIGHT_US), MIDNIGHT_US + 2 * S_PER_HOUR * US_PER_S)
