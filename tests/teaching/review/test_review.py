"""A team's own mapping under review: what is said, and that the simulator agrees."""

from typing import Any

import pytest

from lablib.simulator.api.errors import AwsError
from lablib.teaching.review import Severity, played, review
from lablib.templates import DescribedMapping, TemplateError, Unknown

STREAM = {"EventSourceArn": "arn:aws:kinesis:eu-central-1:123456789012:stream/usage"}
QUEUE = {
    "DestinationConfig": {"OnFailure": {"Destination": "arn:aws:sqs:eu-central-1:123456789012:given-up"}}
}
TAMED = {
    "MaximumRetryAttempts": 1_000,
    "BisectBatchOnFunctionError": True,
    "FunctionResponseTypes": ["ReportBatchItemFailures"],
    "MetricsConfig": {"Metrics": ["EventCount"]},
    "StartingPosition": "TRIM_HORIZON",
} | QUEUE


def described(**members: Any) -> DescribedMapping:
    return DescribedMapping("bill", STREAM | members, is_deployed=True)


def rules(**members: Any) -> list[str]:
    return [finding.rule for finding in review(described(**members))]


def test_of_a_tamed_mapping_there_is_nothing_to_say():
    assert rules(**TAMED) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"DestinationConfig": {}}, "no-destination"),
        ({"DestinationConfig": {"OnFailure": {"Destination": "arn:aws:sqs:x:1:q.fifo"}}}, "fifo"),
        ({"StartingPosition": "LATEST"}, "latest"),
        ({"MaximumRetryAttempts": -1}, "unlimited"),
        ({"MaximumRetryAttempts": 3}, "retries"),
        ({"MaximumRecordAgeInSeconds": 3_600}, "age"),
        ({"FilterCriteria": {"Filters": [{"Pattern": "{}"}]}, "MetricsConfig": {}}, "filters"),
        ({"MetricsConfig": {}}, "metrics"),
        ({"ParallelizationFactor": 4}, "factor"),
        ({"FunctionResponseTypes": []}, "repeats"),
        ({"FunctionResponseTypes": [], "BisectBatchOnFunctionError": "false"}, "whole-batch"),
        ({"State": "Disabled"}, "state"),
        ({"LastProcessingResult": "PROBLEM: Function call failed"}, "problem"),
        ({"BatchSize": Unknown("Ref", "Size")}, "unknown"),
    ],
)
def test_one_changed_setting_is_found(changed: dict[str, Any], found: str):
    assert found in rules(**TAMED | changed)


def test_a_batch_of_one_record_costs_no_other_and_repeats_no_other():
    alone = {"FunctionResponseTypes": [], "BisectBatchOnFunctionError": False, "BatchSize": 1}

    assert rules(**TAMED | alone) == []


def test_without_a_destination_the_same_limit_loses_records_and_with_one_it_is_a_note():
    def severity(**members: Any) -> Severity:
        [found] = [each for each in review(described(**members)) if each.rule == "age"]
        return found.severity

    limited = TAMED | {"MaximumRecordAgeInSeconds": 600}
    assert severity(**limited) is Severity.NOTE
    assert severity(**limited | {"DestinationConfig": {}}) is Severity.LOSES


def test_the_worst_comes_first():
    found = [each.severity for each in review(described(MaximumRetryAttempts=2, ParallelizationFactor=2))]

    assert found == sorted(found, key=list(Severity).index)
    assert (found[0], found[-1]) == (Severity.LOSES, Severity.NOTE)


@pytest.mark.parametrize(
    ("settings", "lost"),
    [
        ({}, True),
        ({"MaximumRetryAttempts": 2}, True),
        ({"MaximumRecordAgeInSeconds": 60}, True),
        (TAMED | {"MaximumRetryAttempts": 2}, False),
    ],
)
def test_played_in_the_simulator_records_are_lost_where_the_rules_say_so(
    settings: dict[str, Any], lost: bool
):
    mapping = described(**settings)
    run = played(mapping)

    assert run is not None
    assert (run.lost > 0) == lost
    assert lost == any(each.severity in (Severity.LOSES, Severity.BLOCKS) for each in review(mapping))


def test_what_is_not_known_or_takes_too_long_is_not_played():
    assert played(described(BatchSize=Unknown("Ref", "Size"))) is None
    assert played(described(MaximumBatchingWindowInSeconds=300)) is None


@pytest.mark.parametrize(
    "name",
    [
        "BisectBatchOnFunctionError",
        "DestinationConfig",
        "FilterCriteria",
        "FunctionResponseTypes",
        "MetricsConfig",
    ],
)
def test_a_setting_that_only_a_deployment_knows_is_named_and_not_found_missing(name: str):
    tamed = TAMED | {name: Unknown("Fn::If", ["IsProd", {}, {}])}
    assert rules(**tamed) == ["unknown"]
    assert played(described(**tamed)) is None


def test_what_has_to_be_an_object_and_is_none_is_refused():
    with pytest.raises(TemplateError, match="what holds OnFailure is queue: it has to be an object"):
        review(described(DestinationConfig="queue"))


@pytest.mark.parametrize("values", ["ReportBatchItemFailures", True, {}])
def test_what_has_to_be_a_list_and_is_none_is_refused(values: Any):
    with pytest.raises(TemplateError, match=r"it has to be a list, such as \[ReportBatchItemFailures\]"):
        review(described(FunctionResponseTypes=values))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BatchSize", -1),
        ("BatchSize", 0),
        ("BatchSize", 10_001),
        ("ParallelizationFactor", 11),
        ("MaximumBatchingWindowInSeconds", -1),
        ("MaximumRetryAttempts", 10_001),
        ("MaximumRecordAgeInSeconds", 5),
    ],
)
def test_settings_that_lambda_refuses_are_not_played(name: str, value: int):
    with pytest.raises(AwsError):
        played(described(**{name: value}))


def test_a_number_that_is_none_is_refused_with_its_name():
    with pytest.raises(TemplateError, match="BatchSize is 'many': it has to be a whole number"):
        review(described(BatchSize="many"))
