"""Several storms in one picture: its first line, its numbers, and that all of it is on the sheet."""

from __future__ import annotations

import pytest

from lablib.backoff import POLICIES
from lablib.backoff_scenario import BackoffKnobs, backoff_scenario
from lablib.plots.storms_sheet import LEFT, RIGHT, storms_sheet


def runs(*policies, **changed):
    return [backoff_scenario(BackoffKnobs(policy=policy, **changed)) for policy in policies]


def test_its_first_line_is_who_is_done_first_and_who_last():
    sheet = storms_sheet(runs("exponential", "equal jitter"))
    assert sheet.title == "Equal jitter is done after 5.9 s, exponential after 16.4 s"
    assert sheet.summary == (
        "exponential: 285 calls, 145 in vain, stored after 16.4 s; "
        "equal jitter: 286 calls, 58 in vain, stored after 5.9 s"
    )


def test_what_is_lost_is_told():
    assert storms_sheet(runs("none")).summary.endswith("stored after 0.2 s, 4,835 lost")


@pytest.mark.parametrize("clients", [1, 200])
def test_everything_stands_on_the_sheet(clients):
    sheet = storms_sheet(runs(*POLICIES, clients=clients, attempts=20))
    bars = [rect for rects in sheet.areas.values() for rect in rects]
    assert all(each.x >= LEFT and each.x + each.wide <= RIGHT + 1e-6 and each.high > 0 for each in bars)
    assert all(each.y >= 0 and each.y + each.high <= sheet.high for each in bars)
    assert all(0 <= each.x <= sheet.wide and 0 <= each.y <= sheet.high for each in sheet.words)
