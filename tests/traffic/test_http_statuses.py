"""Requests with a status, and plain events at a steady rate."""

import json

from lablib.simulator.limits import US_PER_S, WORLD_START_S
from lablib.traffic.http_statuses import requests
from lablib.traffic.steady_rate import steady

START_US = WORLD_START_S * US_PER_S


def test_a_few_in_a_hundred_requests_fail_and_each_says_so_in_its_data():
    made = requests(3, 600, seed=7, start_us=START_US)
    failed = [each for each in made if each.failed]
    assert 0.02 < len(failed) / len(made) < 0.04
    assert all(json.loads(each.payload())["status"] >= 400 for each in failed)
    assert {type(each.status) for each in failed} == {int, float}


def test_requests_are_in_order_of_time_and_the_seed_decides_them():
    made = requests(3, 60, seed=7, start_us=START_US)
    assert [each.at_us for each in made] == sorted(each.at_us for each in made)
    assert made == requests(3, 60, seed=7, start_us=START_US)
    assert made != requests(3, 60, seed=8, start_us=START_US)


def test_steady_events_come_at_their_rate_with_their_keys():
    made = steady(50, 100, seed=1, start_us=START_US, keys=10)
    assert 4_700 < len(made) < 5_300
    assert len({each.key for each in made}) == 10
    assert made[0].at_us >= START_US
    assert made[-1].at_us < START_US + 100 * US_PER_S
