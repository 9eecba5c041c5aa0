"""Why an alarm changed its state, in AWS's words; those for several datapoints are a model."""

from __future__ import annotations

import json

import pytest

from lablib.simulator.cloudwatch.state_reason import Evaluated, reason, reason_data

MINUTE_US = 60_000_000
AT_US = 1_698_338_520_000_000
"""26 October 2023, 16:42."""
RECORDED = {
    "ComparisonOperator": "GreaterThanThreshold",
    "Threshold": 2,
    "Statistic": "Average",
    "Period": 30,
    "Unit": "Seconds",
    "TreatMissingData": "notBreaching",
}
GAP = Evaluated(AT_US)


def point(value, minutes_before=0):
    return Evaluated(AT_US - minutes_before * MINUTE_US, value, 2)


@pytest.mark.parametrize(
    ("state", "periods", "changed", "words"),
    [
        (
            "ALARM",
            [point(21.5)],
            {},
            "Threshold Crossed: 1 datapoint [21.5 (26/10/23 16:42:00)] was greater than the threshold (2.0).",
        ),
        (
            "OK",
            [GAP],
            {},
            (
                "Threshold Crossed: no datapoints were received for 1 period and "
                "1 missing datapoint was treated as [NonBreaching]."
            ),
        ),
        (
            "ALARM",
            [GAP, GAP],
            {"TreatMissingData": "breaching"},
            (
                "Threshold Crossed: no datapoints were received for 2 periods and "
                "2 missing datapoints were treated as [Breaching]."
            ),
        ),
        (
            "OK",
            [point(1.0), point(0.0, 1)],
            {},
            (
                "Threshold Crossed: 2 datapoints [1.0 (26/10/23 16:42:00), 0.0 (26/10/23 16:41:00)] "
                "were not greater than the threshold (2.0)."
            ),
        ),
        (
            "ALARM",
            [point(9.0), point(1.0, 1)],
            {},
            "Threshold Crossed: 1 datapoint [9.0 (26/10/23 16:42:00)] was greater than the threshold (2.0).",
        ),
        (
            "OK",
            [point(9.0), GAP],
            {},
            "Threshold Crossed: 1 datapoint [9.0 (26/10/23 16:42:00)] was greater than the threshold (2.0).",
        ),
        (
            "ALARM",
            [point(0.5)],
            {"ComparisonOperator": "LessThanOrEqualToThreshold"},
            (
                "Threshold Crossed: 1 datapoint [0.5 (26/10/23 16:42:00)] "
                "was less than or equal to the threshold (2.0)."
            ),
        ),
        ("INSUFFICIENT_DATA", [GAP, GAP], {}, "Insufficient Data: 2 datapoints were unknown."),
    ],
)
def test_a_reason_names_what_decided(state, periods, changed, words):
    assert reason(RECORDED | changed, state, periods) == words


def test_the_data_has_each_period_and_the_datapoints_oldest_first():
    data = reason_data(RECORDED, [point(21.5), GAP, point(3.0, 2)], AT_US + MINUTE_US)
    assert json.loads(data) == {
        "version": "1.0",
        "queryDate": "2023-10-26T16:43:00.000+0000",
        "startDate": "2023-10-26T16:40:00.000+0000",
        "unit": "Seconds",
        "statistic": "Average",
        "period": 30,
        "recentDatapoints": [3.0, 21.5],
        "threshold": 2.0,
        "evaluatedDatapoints": [
            {"timestamp": "2023-10-26T16:42:00.000+0000", "sampleCount": 2.0, "value": 21.5},
            {"timestamp": "2023-10-26T16:42:00.000+0000"},
            {"timestamp": "2023-10-26T16:40:00.000+0000", "sampleCount": 2.0, "value": 3.0},
        ],
    }


def test_without_a_datapoint_there_is_no_start():
    assert "startDate" not in json.loads(reason_data(RECORDED, [GAP], AT_US))
