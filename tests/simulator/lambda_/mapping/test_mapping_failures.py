"""What a function's error does: the same batch again after a pause, until it is through or given up.

Sources: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html; the counts were recorded on AWS by
LocalStack's tests.
"""

import itertools
import json
import time

import boto3
import pytest
from mapping_stage import HOUR_S, failing

from lablib.simulator import limits

QUEUE = {"OnFailure": {"Destination": "arn:aws:sqs:us-east-1:111122223333:failed"}}
DISCARDED = "discarded after the last try"


def messages():
    """The failure messages in the queue, oldest first."""
    sqs = boto3.client("sqs")
    url = sqs.get_queue_url(QueueName="failed")["QueueUrl"]
    found = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
    return [json.loads(each["Body"]) for each in found]


@pytest.fixture
def queue(stage):
    boto3.client("sqs").create_queue(QueueName="failed")


def test_by_default_a_failing_batch_is_tried_again_with_growing_pauses_and_blocks_its_shard(stage):
    stage.begin("a", "b", BatchSize=1)
    stage.answer = failing("a")
    stage.at(130)
    # 0.5 s, then twice as long each time, at most 60 s
    assert stage.calls == [(at, ["a"]) for at in (0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5, 63.5, 123.5)]


def test_a_batch_that_comes_through_in_the_end_lets_the_lane_go_on(stage):
    stage.begin("a", "b", BatchSize=1)
    stage.answer = failing("a")
    stage.at(1)
    stage.answer = lambda names: None
    stage.at(10)
    assert stage.story == [
        (0, "failed", 0, 1),
        (0.5, "failed", 0, 1),
        (1.5, "succeeded", 0, 1),
        (1.5, "succeeded", 1, 1),
    ]
    assert stage.world.ledger.delivered_again == 2


@pytest.mark.parametrize(("attempts", "count"), [(1, 2), (3, 4)])
def test_approximate_invoke_count_is_one_more_than_the_retry_attempts(stage, queue, attempts, count):
    stage.begin("a", MaximumRetryAttempts=attempts, DestinationConfig=QUEUE)
    stage.answer = failing()
    stage.at(60)
    (message,) = messages()
    assert len(stage.calls) == message["requestContext"]["approximateInvokeCount"] == count


def test_no_retry_attempts_mean_one_invocation_and_the_lane_goes_on_at_once(stage):
    stage.begin("a", "b", BatchSize=1, MaximumRetryAttempts=0)
    stage.answer = failing("a")
    stage.at(10)
    assert stage.story == [(0, "failed", 0, 1), (0, DISCARDED, 0, 1), (0, "succeeded", 1, 1)]
    assert stage.fates == {"dropped by retries": 1, "handled": 1}


def test_a_discard_without_a_destination_is_silent_but_for_the_dropped_events(stage):
    stage.begin("a", "b", MaximumRetryAttempts=0, MetricsConfig={"Metrics": ["EventCount"]})
    stage.answer = failing()
    stage.at(10)
    assert stage.total("DroppedEventCount") == 2
    assert stage.total("DestinationDeliveryFailures") == 0


def test_other_shards_do_not_feel_it(stage):
    stage.begin(shards=2)
    stage.put("bad", shard=0)
    stage.answer = failing("bad")
    for number in range(5):
        stage.at(number + 0.5)
        stage.put(f"good{number}", shard=1)
    stage.at(10)
    assert [call for call in stage.calls if call[1] != ["bad"]] == [
        (number + 1, [f"good{number}"]) for number in range(5)
    ]


def test_a_timeout_is_an_error_that_counts(stage):
    stage.begin("a", MaximumRetryAttempts=1, timeout_s=3)
    stage.answer = lambda names: time.sleep(60)
    stage.at(60)
    assert stage.story == [(0, "failed", 0, 1), (3.5, "failed", 0, 1), (6.5, DISCARDED, 0, 1)]
    assert (stage.total("Errors"), stage.total("Invocations")) == (2, 2)


@pytest.mark.parametrize("leave", [SystemExit, MemoryError, GeneratorExit], ids=lambda each: each.__name__)
def test_whatever_a_handler_ends_with_is_an_error_that_counts(stage, leave):
    def answer(names):
        raise leave

    stage.begin("a", MaximumRetryAttempts=0)
    stage.answer = answer
    stage.at(5)
    assert [what for _, what, _, _ in stage.story] == ["failed", DISCARDED]


def test_an_answer_that_no_json_can_say_is_an_error_that_counts(stage):
    stage.begin("a", MaximumRetryAttempts=0)
    stage.answer = lambda names: {1, 2}
    stage.at(5)
    assert [what for _, what, _, _ in stage.story] == ["failed", DISCARDED]


def test_without_the_setting_what_the_function_returns_is_ignored(stage):
    stage.begin("a", "b")
    stage.answer = lambda names: stage.failures("b")
    stage.at(5)
    assert stage.story == [(0, "succeeded", 0, 2)]


def test_the_recorded_case_of_the_pauses_is_met(stage, queue):
    # No limit of tries, a record age of 60 s, an always failing fast function: 8 at the discard, of which the
    # check that found the record too old is one.
    stage.begin("a", BatchSize=1, MaximumRecordAgeInSeconds=60, DestinationConfig=QUEUE)
    stage.answer = failing()
    stage.at(120)
    (message,) = messages()
    assert message["requestContext"]["approximateInvokeCount"] == 8
    assert [second for second, _ in stage.calls] == [0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5]


@pytest.mark.parametrize(
    ("model", "pauses"),
    [
        ({"MAPPING_BACKOFF_BASE_S": 1.0}, [0, 1, 3, 7, 15]),
        ({"MAPPING_BACKOFF_FACTOR": 1.5}, [0, 0.5, 1.25, 2.375, 4.0625]),
        ({"MAPPING_BACKOFF_MAX_S": 1.0}, [0, 0.5, 1.5, 2.5, 3.5]),
    ],
    ids=str,
)
def test_the_pauses_are_a_model_that_can_be_set(stage, monkeypatch, model, pauses):
    for name, value in model.items():
        monkeypatch.setattr(limits, name, value)
    stage.begin("a")
    stage.answer = failing()
    stage.at(pauses[-1])
    assert [second for second, _ in stage.calls] == pauses


def test_jitter_shortens_the_pauses_by_chance_and_the_same_seed_gives_the_same(stage, monkeypatch):
    monkeypatch.setattr(limits, "MAPPING_BACKOFF_JITTER", 0.5)
    stage.begin("a")
    stage.answer = failing()
    stage.at(20)
    times_s = [second for second, _ in stage.calls]
    full_s = [0.5, 1, 2, 4, 8]
    pauses_s = [later - earlier for earlier, later in itertools.pairwise(times_s)]
    assert all(full / 2 <= pause <= full for full, pause in zip(full_s, pauses_s, strict=False))
    assert pauses_s[:5] != full_s
    rng = stage.world.rng("mapping 0, failures")
    drawn_s = [round(full * (1 - 0.5 * rng.random()), 6) for full in full_s]
    assert [round(pause, 6) for pause in pauses_s[:5]] == drawn_s


def test_a_batch_can_be_delivered_again_though_all_went_well(stage, monkeypatch):
    monkeypatch.setattr(limits, "MAPPING_DUPLICATE_SHARE", 0.5)
    names = [f"r{number}" for number in range(200)]
    stage.begin(*names, BatchSize=1)
    stage.at(60)
    seen = [name for _, (name,) in stage.calls]
    assert sorted(set(seen)) == sorted(names)
    assert 120 < len(seen) - 200 < 290  # one more for each, on average
    assert stage.world.ledger.handled_again == stage.world.ledger.delivered_again == len(seen) - 200
    assert stage.fates == {"handled": 200}


def test_batches_come_once_unless_duplicates_are_switched_on(stage):
    stage.begin(*[f"r{number}" for number in range(200)], BatchSize=1)
    stage.at(60)
    assert len(stage.calls) == 200


def test_a_poison_pill_ends_when_its_record_expires_and_takes_what_is_as_old_with_it(stage):
    stage.begin("bad", "good", BatchSize=1)
    stage.answer = failing("bad")
    stage.at(25 * HOUR_S)
    assert {names[0] for _, names in stage.calls} == {"bad"}
    assert stage.story[-1][1:] == ("expired in the stream", 0, 1)
    assert stage.fates == {"expired": 2}
