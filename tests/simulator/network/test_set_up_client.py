"""One client sets up all worlds of a process, unless somebody steers boto3 elsewhere."""

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError

from lablib.simulator.network.aws_guard import NoWorldOpen
from lablib.simulator.network.clients import set_up_client
from lablib.simulator.world import World


def made_of(stream):
    set_up_client("kinesis").create_stream(StreamName=stream, ShardCount=1)
    return boto3.client("kinesis").list_streams()["StreamNames"]


def test_it_is_the_same_in_each_world_and_answered_by_the_innermost():
    with World():
        first = set_up_client("kinesis")
        assert made_of("outer") == ["outer"]
        with World():
            assert set_up_client("kinesis") is first
            assert made_of("inner") == ["inner"]


def test_an_outage_in_one_world_leaves_the_next_all_its_retries():
    took_s = []
    for _ in range(2):
        with World() as world:
            world.fault("connection_refused", for_s=3600)
            for _ in range(60):
                with pytest.raises(EndpointConnectionError):
                    set_up_client("kinesis").list_streams()
            took_s.append(world.elapsed_s)
    assert min(took_s) > 60


def test_with_settings_of_somebody_else_it_is_a_client_of_their_own(monkeypatch):
    with World():
        monkeypatch.setenv("AWS_RETRY_MODE", "adaptive")
        assert set_up_client("kinesis") is not set_up_client("kinesis")
        monkeypatch.delenv("AWS_RETRY_MODE")
        boto3.setup_default_session(region_name="us-east-1")
        assert set_up_client("kinesis") is not set_up_client("kinesis")


def test_without_a_world_there_is_none():
    with pytest.raises(NoWorldOpen):
        set_up_client("kinesis")
