"""Several storms in one picture: its first line, its numbers, and that all of it is on the sheet."""

from __future__ import annotations

import pytest

from lablib.pictures.plots.retry_storm_comparison import LEFT, RIGHT, storms_sheet
from lablib.scenarios.producer.backoff_policies import POLICIES
from lablib.scenarios.producer.retry_storm import BackoffKnobs, backoff_scenario


def runs(*policies, **changed):
    return [backoff_scenario(BackoffKnobs(policy=policy, **changed)) for policy in policies]


def told(run):
    calls = f"{len(run.calls)} calls, {run.wasted} stored nothing"
    return f"{run.knobs.policy}: {calls}, done after {run.done_ms / 1_000:.1f} s"


def test_its_first_line_is_who_is_done_first_and_who_last():
    slow, quick = runs("exponential", "equal jitter")
    sheet = storms_sheet([slow, quick])
    assert slow.done_ms > quick.done_ms
    first_s, last_s = quick.done_ms / 1_000, slow.done_ms / 1_000
    assert sheet.title == f"Equal jitter is done after {first_s:.1f} s, exponential after {last_s:.1f} s"
    assert sheet.summary == f"{told(slow)}; {told(quick)}"


def test_what_is_lost_is_told():
    (lossy,) = runs("none")
    assert storms_sheet([lossy]).summary == f"{told(lossy)}, {lossy.lost:,} lost"
    assert lossy.lost > 0


@pytest.mark.parametrize("clients", [1, 200])
def test_everything_stands_on_the_sheet(clients):
    sheet = storms_sheet(runs(*POLICIES, clients=clients, attempts=20))
    bars = [rect for rects in sheet.areas.values() for rect in rects]
    assert all(each.x >= LEFT and each.x + each.wide <= RIGHT + 1e-6 and each.high > 0 for each in bars)
    assert all(each.y >= 0 and each.y + each.high <= sheet.high for each in bars)
    assert all(0 <= each.x <= sheet.wide and 0 <= each.y <= sheet.high for each in sheet.words)
