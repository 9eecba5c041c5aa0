"""The scenario of lab 03: what becomes of a minute's events under a loop, and what its text says."""

from __future__ import annotations

import re

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from lablib import World
from lablib.scenarios.producer.minute_under_trouble import minute_under_trouble

CONFIG = Config(connect_timeout=1, read_timeout=1, retries={"mode": "standard", "total_max_attempts": 2})


class NoBudget:
    def take(self):
        return False


def once(put, entries, within_s, budget):
    return put(entries)


def keeps_quiet(put, entries, within_s, budget):
    put(entries)
    return []


def numbers(text):
    events, silently, back, stored, twice = map(int, re.findall(r"[\d]+", text.replace(",", ""))[1:])
    return {"events": events, "silently": silently, "back": back, "stored": stored, "twice": twice}


@pytest.mark.nightly  # lab 03 shows it in make test
def test_what_is_handed_back_is_not_lost_silently_and_some_of_it_is_stored():
    told = numbers(minute_under_trouble(8, 4, 60, CONFIG, once, NoBudget))
    assert told["silently"] == 0
    assert told["back"] > told["stored"] > 0
    assert told["twice"] > 0


@pytest.mark.nightly  # the same minute as above, with another loop
def test_who_hands_back_nothing_loses_silently():
    told = numbers(minute_under_trouble(8, 4, 60, CONFIG, keeps_quiet, NoBudget))
    assert told["back"] == told["stored"] == 0
    assert told["silently"] > 0


def seconds_until_it_raises(fault, **settings):
    with World(seed=7) as world:
        kinesis = boto3.client("kinesis", config=Config(**settings))
        world.fault(fault, for_s=10_000)
        began_s = world.elapsed_s
        with pytest.raises((ClientError, BotoCoreError)):
            world.spawn(kinesis.list_streams).join()
        return world.elapsed_s - began_s


def test_the_defaults_of_the_installed_boto3_wait_three_minutes_for_no_answer_and_for_no_connection():
    assert seconds_until_it_raises("hang") == pytest.approx(180, abs=1)
    assert seconds_until_it_raises("connect_timeout") == pytest.approx(180, abs=1)


def test_the_javascript_sdks_defaults_wait_eight_minutes():
    four = {"mode": "standard", "total_max_attempts": 4}
    assert seconds_until_it_raises("hang", read_timeout=120, retries=four) == pytest.approx(480, abs=1)


def test_the_mode_of_before_makes_five_attempts():
    waited_s = seconds_until_it_raises("hang", retries={"mode": "legacy"})
    assert 300 <= waited_s <= 300 + 1 + 2 + 4 + 8


def test_max_attempts_counts_retries_and_total_max_attempts_all_of_them():
    for key, attempts in (("max_attempts", 4), ("total_max_attempts", 3)):
        waited_s = seconds_until_it_raises("hang", read_timeout=10, retries={"mode": "standard", key: 3})
        assert waited_s == pytest.approx(10 * attempts, abs=1)
