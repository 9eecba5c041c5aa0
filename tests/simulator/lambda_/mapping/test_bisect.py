"""BisectBatchOnFunctionError: after an error of the function the batch is cut in two, down to the bad record.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
"""

from mapping_stage import failing
from test_mapping_failures import DISCARDED

from lablib.simulator import limits

BISECT = {"BisectBatchOnFunctionError": True, "MaximumRetryAttempts": 0}


def test_the_bad_record_is_found_alone_and_the_good_ones_go_through_in_order(stage):
    stage.begin("a", "b", "bad", "d", **BISECT)
    stage.answer = failing("bad")
    stage.at(10)
    assert [names for _, names in stage.calls] == [
        ["a", "b", "bad", "d"],
        ["a", "b"],
        ["bad", "d"],
        ["bad"],
        ["d"],
    ]
    assert stage.story == [
        (0, "failed", 0, 4),
        (0.5, "succeeded", 0, 2),
        (0.5, "failed", 2, 2),
        (1, "failed", 2, 1),
        (1, DISCARDED, 2, 1),
        (1, "succeeded", 3, 1),
    ]
    assert stage.fates == {"handled": 3, "dropped by retries": 1}


def test_the_steps_know_how_often_their_batch_was_cut(stage):
    stage.begin("a", "b", "bad", "d", **BISECT)
    stage.answer = failing("bad")
    stage.at(10)
    assert [step.depth for step in stage.mapping.history] == [0, 1, 1, 2, 2, 2]


def test_one_bad_record_in_a_hundred_costs_about_fourteen_invocations_more(stage):
    stage.begin(*[f"r{number:02d}" for number in range(100)], **BISECT)
    stage.answer = failing("r60")
    stage.at(60)
    assert len(stage.calls) - 1 in (12, 13, 14)  # both halves at each of the 6 or 7 levels
    assert stage.fates == {"handled": 99, "dropped by retries": 1}


def test_splitting_costs_no_attempt_and_each_half_has_them_all(stage):
    stage.begin("a", "bad", **BISECT | {"MaximumRetryAttempts": 2})
    stage.answer = failing("bad")
    stage.at(60)
    assert [names for _, names in stage.calls] == [["a", "bad"], ["a"], ["bad"], ["bad"], ["bad"]]


def test_without_a_limit_of_tries_bisect_alone_does_not_end_a_poison_pill(stage):
    stage.begin("a", "bad", "c", BisectBatchOnFunctionError=True)
    stage.answer = failing("bad")
    stage.at(3600)
    assert stage.fates == {"handled": 1, "stored": 2}
    assert stage.calls[-1][1] == ["bad"]


def test_the_left_half_of_an_odd_batch_is_the_smaller_one(stage):
    stage.begin("a", "b", "bad", **BISECT)
    stage.answer = failing("bad")
    stage.at(10)
    assert [names for _, names in stage.calls[:3]] == [["a", "b", "bad"], ["a"], ["b", "bad"]]


def test_the_rounding_is_a_model_that_can_be_switched(stage, monkeypatch):
    monkeypatch.setattr(limits, "MAPPING_BISECT_LEFT_ROUNDED_UP", True)
    stage.begin("a", "b", "bad", **BISECT)
    stage.answer = failing("bad")
    stage.at(10)
    assert [names for _, names in stage.calls[:3]] == [["a", "b", "bad"], ["a", "b"], ["bad"]]


def test_a_partial_answer_cuts_at_the_reported_record_and_not_in_the_middle(stage):
    stage.begin("a", "b", "c", "bad", "e", **BISECT, FunctionResponseTypes=["ReportBatchItemFailures"])
    stage.answer = lambda names: stage.failures("bad")
    stage.at(10)
    assert [names for _, names in stage.calls] == [["a", "b", "c", "bad", "e"], ["bad", "e"]]


def test_an_error_cuts_in_the_middle_also_where_failures_are_reported(stage):
    stage.begin("a", "b", **BISECT, FunctionResponseTypes=["ReportBatchItemFailures"])
    stage.answer = failing()
    stage.at(10)
    assert [names for _, names in stage.calls] == [["a", "b"], ["a"], ["b"]]


def test_the_age_of_a_record_is_not_reset_by_a_split(stage):
    stage.begin("bad", "worse", BisectBatchOnFunctionError=True, MaximumRecordAgeInSeconds=60)
    stage.answer = failing()
    stage.at(600)
    assert stage.fates == {"dropped by age": 2}
    assert max(second for second, _ in stage.calls) < 60


def test_disabling_between_the_halves_keeps_the_right_one_for_later(stage):
    stage.begin("a", "bad", BisectBatchOnFunctionError=True)
    stage.answer = failing("bad")
    stage.at(0.7)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=False)
    stage.at(60)
    assert stage.mapping.checkpoints() == {"shardId-000000000000": 1}
    assert stage.fates == {"handled": 1, "stored": 1}
