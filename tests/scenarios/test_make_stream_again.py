"""`make_stream` under a name that is taken: the old stream goes, with its records and its mappings."""

import time

import boto3

from lablib.scenarios.mapping import make_stream, map_usage
from lablib.simulator import World


def test_the_second_stream_is_new_in_everything():
    with World(seed=7) as world:
        kinesis, lambda_ = boto3.client("kinesis"), boto3.client("lambda")
        got = []
        for shards in (2, 3):
            make_stream(shards)
            world.deploy(lambda event, context: got.append(len(event["Records"])), name="bill")
            map_usage("bill")
            kinesis.put_record(StreamName="usage-events", Data=b"x", PartitionKey="k")
            time.sleep(10)
        assert len(kinesis.list_shards(StreamName="usage-events")["Shards"]) == 3
        assert len(lambda_.list_event_source_mappings()["EventSourceMappings"]) == 1
        assert got == [1, 1]


def test_one_that_is_still_being_made_and_a_mapping_that_is_still_being_changed_are_waited_for():
    with World(seed=7) as world:
        kinesis = boto3.client("kinesis")
        kinesis.create_stream(StreamName="usage-events", ShardCount=1)
        make_stream(2)
        world.deploy(print, name="bill")
        assert map_usage("bill")["State"] == "Creating"
        make_stream(3)
        assert len(kinesis.list_shards(StreamName="usage-events")["Shards"]) == 3
        assert boto3.client("lambda").list_event_source_mappings()["EventSourceMappings"] == []
