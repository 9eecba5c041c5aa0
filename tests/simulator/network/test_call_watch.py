"""Whoever watches is told of each call of boto3: before it is made, and with its answer."""

from __future__ import annotations

from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from lablib.simulator.network import call_watch
from lablib.simulator.network.call_watch import Watch
from lablib.simulator.world import World


def test_a_watch_is_told_before_and_after_each_call_while_it_says_that_it_watches() -> None:
    told: list[tuple[str, str, Any]] = []
    watching = [True]
    watch = Watch(
        lambda call: told.append(("before", call.operation, world.elapsed_s)),
        lambda call, answer: told.append(("after", call.operation, "Error" in answer)),
        lambda: watching[0],
    )
    with World(7) as world:
        kinesis = boto3.client("kinesis")
        call_watch.add(watch)
        try:
            kinesis.create_stream(StreamName="s", ShardCount=1)
            with pytest.raises(ClientError):
                kinesis.create_stream(StreamName="s", ShardCount=1)
            watching[0] = False
            kinesis.describe_limits()
        finally:
            call_watch.remove(watch)
        kinesis.describe_limits()
    assert [each[:2] for each in told] == [("before", "CreateStream"), ("after", "CreateStream")] * 2
    assert told[0][2] == 0.0
    assert [each[2] for each in told[1::2]] == [False, True]


def test_before_may_let_virtual_time_pass_and_of_two_watches_the_last_is_told() -> None:
    told: list[str] = []
    with World(7) as world:
        slow = Watch(lambda _: world.sleep(60), lambda call, _: told.append(call.service), lambda: True)
        other = Watch(lambda call: told.append("never"), lambda call, answer: None, lambda: True)
        call_watch.add(other)
        call_watch.add(slow)
        try:
            boto3.client("cloudwatch").describe_alarms()
        finally:
            call_watch.remove(slow)
            call_watch.remove(other)
        assert 60 < world.elapsed_s < 61
    assert told == ["cloudwatch"]
