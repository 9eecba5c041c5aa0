"""The check of answers finds what it looks for: one fault at a time in an answer that is right."""

from __future__ import annotations

import copy

import pytest
from answer_shapes import wrong_in

from lablib.simulator.api.service_model import model_of

SHAPE = model_of("kinesis").operation_model("DescribeStream").output_shape
RIGHT = {
    "StreamDescription": {
        "StreamName": "usage",
        "StreamARN": "arn:aws:kinesis:us-east-1:111122223333:stream/usage",
        "StreamStatus": "ACTIVE",
        "Shards": [
            {
                "ShardId": "shardId-000000000000",
                "HashKeyRange": {"StartingHashKey": "0", "EndingHashKey": "9"},
                "SequenceNumberRange": {"StartingSequenceNumber": "5"},
            }
        ],
        "HasMoreShards": False,
        "RetentionPeriodHours": 24,
        "StreamCreationTimestamp": 1_000.5,
        "EnhancedMonitoring": [{"ShardLevelMetrics": ["ALL"]}],
    }
}


def changed(change):
    answer = copy.deepcopy(RIGHT)
    change(answer["StreamDescription"])
    return answer


def test_a_right_answer_has_nothing_wrong():
    assert wrong_in(RIGHT, SHAPE) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda it: it.update(Mood="calm"), "StreamDescription.Mood is no member of StreamDescription"),
        (lambda it: it.pop("StreamARN"), "StreamDescription.StreamARN is missing"),
        (
            lambda it: it["Shards"][0].update(Colour=1),
            "StreamDescription.Shards.0.Colour is no member of Shard",
        ),
        (
            lambda it: it.update(RetentionPeriodHours="24"),
            "StreamDescription.RetentionPeriodHours is '24', no integer",
        ),
        (lambda it: it.update(HasMoreShards=0), "StreamDescription.HasMoreShards is 0, no boolean"),
        (
            lambda it: it.update(StreamStatus="TIRED"),
            "StreamDescription.StreamStatus is 'TIRED', none of CREATING, DELETING, ACTIVE, UPDATING",
        ),
        (lambda it: it.update(StreamName=""), "the length of StreamDescription.StreamName is 0, below 1"),
        (lambda it: it.update(Shards={}), "StreamDescription.Shards is dict, not a list"),
    ],
)
def test_a_fault_is_named_with_its_path(change, said):
    assert wrong_in(changed(change), SHAPE) == [said]


def test_an_operation_without_output_answers_nothing():
    assert wrong_in({}, None) == []
    assert wrong_in({"A": 1}, None) == ["answers ['A'], though the operation has no output"]
