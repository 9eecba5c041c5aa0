"""Each measurement in the simulator: what it sees, and which point of the fidelity page it closes."""

from __future__ import annotations

from pathlib import Path

import pytest

from lablib.conformance.environment import Environment
from lablib.on_aws.against_the_model import Verdict, against_the_model
from lablib.on_aws.catalog import ALL, chosen
from lablib.on_aws.in_the_model import play

FIDELITY = (Path(__file__).parents[2] / "docs" / "fidelity.md").read_text(encoding="utf-8")
IN_THE_MODEL = {
    "burst": {"at_once": (980, 1_100), "recovers": (950, 1_050), "large": 1, "first_large": True},
    "throttled_call": {
        "ends": "answered",
        "status": 200,
        "codes": ["ProvisionedThroughputExceededException"],
    },
    "retry_gaps": {"in_a_minute": 7, "growth": (1.99, 2.01), "longest": (60, 60.1)},
    "bisect": {
        "sizes": [7, 3, 4, 2, 1, 1, 2],
        "order": ["1", "1", "bad", "bad", "bad", "5", "6"],
        "without_retries": True,
        "failures": [
            {
                "condition": "RetryAttemptsExhausted",
                "approximateInvokeCount": 1,
                "batchSize": 1,
                "functionError": "Unhandled",
            }
        ],
    },
    "throttle_metrics": {"agree": True, "complete": True},
    "zero_points": {
        "unthrottled": [
            "IncomingRecords",
            "PutRecords.ThrottledRecords",
            "WriteProvisionedThroughputExceeded",
        ],
        "quiet": [],
    },
    "first_reported": {
        "sizes": [4, 4, 4],
        "repeats": [3, 3, 3],
        "failures": [
            {
                "condition": "RetryAttemptsExhausted",
                "approximateInvokeCount": 3,
                "batchSize": 4,
                "functionError": None,
            }
        ],
    },
    "function_error": {
        "error": "none",
        "condition": "RetryAttemptsExhausted",
        "count": 4,
        "deliveries": 5,
    },
    "latest_update": {"beginning": "some", "update": "none"},
    "metric_delay": {"delay": 0, "complete": False},
}


@pytest.mark.parametrize("id_", ALL)
def test_the_model_answers_each_measurement_puts_what_is_planned_and_keeps_no_names(id_, monkeypatch):
    puts = []
    put = Environment.put

    def counted(self, stream, *data, **settings):
        puts.append(len(data))
        return put(self, stream, *data, **settings)

    monkeypatch.setattr(Environment, "put", counted)
    [measurement] = chosen([id_])
    entry = play([measurement], seed=3).entries[id_]
    assert sum(puts) <= measurement.makes.records
    assert not any(word in str(entry.seen) for word in ("arn:", "111122223333", "lablib-", "4965"))
    values = {behavior.id: entry.value(behavior) for behavior in measurement.behaviors}
    for name, right in IN_THE_MODEL[id_].items():
        if isinstance(right, tuple):
            assert right[0] <= values.pop(name) <= right[1], name
        else:
            assert values.pop(name) == right, name
    assert not values


def test_a_measurement_takes_ten_minutes_at_most_and_there_are_ten():
    assert len(ALL) == 10
    assert max(measurement.minutes for measurement in ALL.values()) <= 10


@pytest.mark.parametrize("id_", ALL)
def test_each_closes_an_open_point_of_the_fidelity_page(id_):
    _, _, open_points = FIDELITY.partition("## Open points")
    assert f"| `{id_}` |" in open_points
    assert ALL[id_].asks in open_points
    assert f"| {ALL[id_].closes} |" in FIDELITY.partition("## Open points")[0]


@pytest.mark.nightly
def test_a_region_that_differs_is_told_behavior_by_behavior_from_one_that_does_not():
    run = play(chosen(["burst", "function_error"]), seed=3)
    assert {row.verdict for row in against_the_model(run)} == {Verdict.SAME}
    run.entries["function_error"].seen["failures"][0]["functionError"] = "Unhandled"
    run.entries["burst"].seen["calls"][0]["stored"] += 1_000
    differ = [row.behavior.says for row in against_the_model(run) if row.verdict is Verdict.DIFFERS]
    assert differ == ["records stored of 3,000 that were sent at once", "its functionError"]


def test_what_a_run_does_not_have_is_not_seen_and_not_different():
    run = play(chosen(["metric_delay"]), seed=3)
    run.entries["metric_delay"].seen = {"sent": 11, "values": []}
    assert {row.verdict for row in against_the_model(run)} == {Verdict.NOT_SEEN}


def test_an_unknown_measurement_is_refused_with_all_that_there_are():
    with pytest.raises(
        ValueError, match=r"no measurement is called burts\. There are: burst, throttled_call"
    ):
        chosen(["burst", "burts"])
