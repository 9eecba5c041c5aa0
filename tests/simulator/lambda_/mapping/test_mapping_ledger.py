"""The ledger's last chapter: each record ends once, whatever mappings do with it."""

import pytest
from mapping_stage import HOUR_S, failing

from lablib.simulator.ledger.fates import Fate

pytestmark = pytest.mark.slow


def test_what_one_mapping_handled_is_handled_whatever_another_did_with_it(stage):
    stage.begin("a")
    stage.world.deploy(failing(), name="other", cold_start_s=0)
    stage.lambda_.create_event_source_mapping(
        EventSourceArn=stage.stream.arn,
        FunctionName="other",
        StartingPosition="TRIM_HORIZON",
        MaximumRetryAttempts=0,
    )
    stage.at(10)
    assert stage.fates == {"handled": 1}


def test_what_another_mapping_handles_later_is_handled_after_all(stage):
    stage.begin("a", MaximumRetryAttempts=0)
    stage.answer = failing()
    stage.at(5)
    assert stage.fates == {"dropped by retries": 1}
    stage.world.deploy(lambda event, context: None, name="other", cold_start_s=0)
    stage.lambda_.create_event_source_mapping(
        EventSourceArn=stage.stream.arn, FunctionName="other", StartingPosition="TRIM_HORIZON"
    )
    stage.at(10)
    assert stage.fates == {"handled": 1}


def test_a_handled_record_that_leaves_the_stream_stays_handled(stage):
    stage.begin("a")
    stage.at(26 * HOUR_S)
    assert stage.fates == {"handled": 1}


def test_double_work_is_counted(stage):
    stage.begin("a")
    stage.world.deploy(lambda event, context: None, name="other", cold_start_s=0)
    stage.lambda_.create_event_source_mapping(
        EventSourceArn=stage.stream.arn, FunctionName="other", StartingPosition="TRIM_HORIZON"
    )
    stage.at(10)
    assert (stage.world.ledger.handled_again, stage.world.ledger.delivered_again) == (1, 1)


def test_a_record_that_was_stored_twice_and_handled_twice_is_one_handled_record(stage):
    stage.begin("a", "a", BatchSize=1)
    stage.at(5)
    assert stage.fates == {"handled": 1}
    assert stage.world.ledger.handled_again == 1


def test_a_reader_of_its_own_beside_the_mapping_changes_no_end(stage):
    stage.begin("a")
    rows = list(stage.stream.shards[0].log.rows)
    stage.world.ledger.read(rows)
    assert stage.fates == {"read": 1}
    stage.at(5)
    assert stage.fates == {"handled": 1}


def test_an_expired_record_that_was_tried_is_no_unseen_one(stage):
    stage.begin("a", BatchSize=1)
    stage.answer = failing()
    stage.at(25 * HOUR_S)
    assert (stage.fates, stage.world.ledger.expired_unseen) == ({"expired": 1}, 0)


def test_each_fate_has_its_words():
    assert [fate.label for fate in Fate][-6:] == [
        "expired",
        "handled",
        "filtered out",
        "sent to destination",
        "dropped by retries",
        "dropped by age",
    ]
