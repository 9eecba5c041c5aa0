"""ReportBatchItemFailures: how an answer is judged, row by row, and where the mapping goes on.

Source: https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html; every row
was also recorded on AWS by LocalStack's tests.
"""

import time

import boto3
import pytest
from mapping_stage import failing
from test_mapping_failures import DISCARDED, QUEUE, messages

REPORTS = {"FunctionResponseTypes": ["ReportBatchItemFailures"], "MaximumRetryAttempts": 0}
ALL_WELL = [(0, "succeeded", 0, 3)]
ALL_FAILED = [(0, "failed", 0, 3), (0, DISCARDED, 0, 3)]


def judged(stage, answer):
    """The story of three records and this answer, with no second try."""
    stage.begin("a", "b", "c", **REPORTS)
    stage.answer = answer if callable(answer) else lambda names: answer
    stage.at(5)
    return stage.story


# --- the rows of the table -------------------------------------------------------------------------------


def test_an_empty_list_of_failures_is_full_success(stage):
    assert judged(stage, {"batchItemFailures": []}) == ALL_WELL


def test_null_for_the_list_of_failures_is_full_success(stage):
    assert judged(stage, {"batchItemFailures": None}) == ALL_WELL


@pytest.mark.parametrize("empty", [{}, None, "", []], ids=repr)
def test_an_empty_response_is_full_success(stage, empty):
    assert judged(stage, empty) == ALL_WELL


def test_an_identifier_of_the_batch_is_a_partial_failure_that_is_tried_again_from_there(stage):
    assert judged(stage, lambda names: stage.failures("b") if len(names) == 3 else None) == [
        (0, "succeeded in part", 0, 3),
        (0.5, "succeeded", 1, 2),
    ]


@pytest.mark.parametrize("identifier", ["", None])
def test_an_empty_identifier_makes_the_whole_batch_fail(stage, identifier):
    assert judged(stage, {"batchItemFailures": [{"itemIdentifier": identifier}]}) == ALL_FAILED


def test_a_wrong_key_makes_the_whole_batch_fail(stage):
    assert judged(stage, lambda names: {"batchItemFailures": [{"foo": stage.sequence(1)}]}) == ALL_FAILED


def test_an_identifier_that_is_not_in_the_batch_makes_the_whole_batch_fail(stage):
    assert judged(stage, {"batchItemFailures": [{"itemIdentifier": "123"}]}) == ALL_FAILED


def test_an_exception_makes_the_whole_batch_fail(stage):
    assert judged(stage, failing()) == ALL_FAILED


def test_a_timeout_makes_the_whole_batch_fail(stage):
    assert judged(stage, lambda names: time.sleep(60)) == [(0, "failed", 0, 3), (3, DISCARDED, 0, 3)]


# --- beyond the table: nonsense never passes for success ---------------------------------------------------


@pytest.mark.parametrize(
    "answer",
    [
        "done",
        17,
        True,
        [1],
        {"batchItemFailures": "all"},
        {"batchItemFailures": {"itemIdentifier": "1"}},
        {"batchItemFailures": ["1"]},
        {"batchItemFailures": [None]},
        {"batchItemFailures": [{"itemIdentifier": 5}]},
    ],
    ids=repr,
)
def test_an_answer_of_another_form_makes_the_whole_batch_fail(stage, answer):
    assert judged(stage, answer) == ALL_FAILED


def test_one_identifier_that_is_wrong_spoils_the_right_ones(stage):
    def answer(names):
        return {"batchItemFailures": [*stage.failures("b")["batchItemFailures"], {"itemIdentifier": "123"}]}

    assert judged(stage, answer) == ALL_FAILED


def test_an_object_without_the_list_is_success(stage):
    assert judged(stage, {"statusCode": 200}) == ALL_WELL


# --- the checkpoint ----------------------------------------------------------------------------------------


def test_the_lowest_reported_record_is_the_checkpoint_and_all_behind_it_come_again(stage):
    stage.begin("a", "b", "c", "d", **REPORTS)
    stage.answer = lambda names: stage.failures("d", "b") if len(stage.calls) == 1 else None
    stage.at(5)
    assert stage.calls == [(0, ["a", "b", "c", "d"]), (0.5, ["b", "c", "d"])]
    assert stage.world.ledger.delivered_again == 3
    assert stage.fates == {"handled": 4}


def test_a_record_that_fails_alone_at_the_end_is_delivered_five_times_with_three_retries(stage):
    boto3.client("sqs").create_queue(QueueName="failed")
    stage.begin(
        "a",
        "b",
        "bad",
        BatchSize=3,
        MaximumRetryAttempts=3,
        FunctionResponseTypes=["ReportBatchItemFailures"],
        DestinationConfig=QUEUE,
    )
    stage.answer = lambda names: stage.failures("bad")
    stage.at(60)
    assert [names for _, names in stage.calls] == [["a", "b", "bad"], *[["bad"]] * 4]
    (message,) = messages()
    assert message["requestContext"]["approximateInvokeCount"] == 4
    assert message["responseContext"]["functionError"] is None
    assert message["KinesisBatchInfo"]["batchSize"] == 1


def test_another_failing_record_each_time_has_all_its_tries_each_time(stage):
    stage.begin("a", "b", "c", **REPORTS)
    stage.answer = lambda names: stage.failures(names[min(1, len(names) - 1)])
    stage.at(60)
    assert stage.story == [
        (0, "succeeded in part", 0, 3),
        (0.5, "succeeded in part", 1, 2),
        (1, "failed", 2, 1),
        (1, DISCARDED, 2, 1),
    ]


def test_the_first_record_reported_is_no_progress_and_uses_the_tries(stage):
    stage.begin("a", "b", **REPORTS | {"MaximumRetryAttempts": 1})
    stage.answer = lambda names: stage.failures("a")
    stage.at(60)
    assert stage.story == [(0, "failed", 0, 2), (0.5, "failed", 0, 2), (0.5, DISCARDED, 0, 2)]


def test_the_checkpoint_survives_disabling(stage):
    stage.begin("a", "b", "c", FunctionResponseTypes=["ReportBatchItemFailures"])
    stage.answer = lambda names: stage.failures("b")
    stage.at(0.1)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=False)
    stage.at(10)
    stage.answer = lambda names: None
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=True)
    stage.at(20)
    assert stage.calls == [(0, ["a", "b", "c"]), (12, ["b", "c"])]
