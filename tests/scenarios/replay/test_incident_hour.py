"""The incident has one size: README, labs 00 and 02 and the account look at the same hour."""

import json

import pytest

from lablib import World
from lablib.scenarios.replay import make_stream, replay_incident
from lablib.scenarios.replay.incident_hour import SHARDS, incident_hour
from lablib.traffic import event_id_of
from lablib.traffic.producers import careful


def put_and_look_away(kinesis, stream, events):
    """The gateways' producer in labs 00 and 02."""
    for start in range(0, len(events), 500):
        batch = events[start : start + 500]
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
        kinesis.put_records(StreamName=stream, Records=records)


@pytest.mark.nightly
def test_the_first_minute_of_the_hour_is_the_minute_of_lab_00():
    hour = incident_hour(minutes=1)
    with World(seed=7, identify=event_id_of) as world:
        make_stream(SHARDS)
        served = replay_incident(world, put_and_look_away, minutes=1)
        lost = [json.loads(content) for content in world.ledger.lost_contents()]
    assert (hour.outcome.offered, hour.outcome.lost) == (len(served), len(lost)) == (27_379, 244)
    assert tokens(hour.lost) == tokens(lost)


def test_the_first_two_minutes_of_the_hour_are_those_of_lab_02_and_the_readme():
    outcome = incident_hour(minutes=2).outcome
    assert (outcome.offered, outcome.lost) == (55_400, 1_124)


@pytest.mark.nightly  # lab 00 shows the same in make test
def test_the_hour_loses_three_percent_of_its_events():
    outcome = incident_hour().outcome
    assert (outcome.offered, outcome.lost) == (1_693_200, 52_761)


@pytest.mark.nightly
def test_a_careful_producer_loses_none_of_them():
    assert incident_hour(careful).outcome.lost == 0


def tokens(events):
    return sorted((event["tenant"], event["tokens_in"], event["tokens_out"]) for event in events)
