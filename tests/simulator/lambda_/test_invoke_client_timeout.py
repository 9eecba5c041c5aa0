"""A function that takes longer than its client waits."""

from __future__ import annotations

import time

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ReadTimeoutError

WARM = {"cold_start_s": 0.0, "takes_s": 0.0}


@pytest.fixture
def did(world):
    """(second, what) of a function of 100 seconds, called `slow`."""
    did = []

    def slow(event, context):
        did.append((world.elapsed_s, "begins"))
        time.sleep(100)
        did.append((world.elapsed_s, "ends"))

    world.deploy(slow, timeout_s=900, **WARM)
    return did


def give_up(read_timeout_s, attempts):
    settings = Config(
        read_timeout=read_timeout_s, retries={"total_max_attempts": attempts, "mode": "standard"}
    )
    with pytest.raises(ReadTimeoutError):
        boto3.client("lambda", config=settings).invoke(FunctionName="slow")


def test_each_try_of_the_client_is_another_invocation(world, did):
    world.network.latency_us = lambda: 2_000_000
    give_up(30, attempts=2)
    gave_up_s = world.elapsed_s
    time.sleep(300)
    first_s, second_s = did[0][0], did[1][0]
    assert first_s == 1.0
    assert 31.0 < second_s < gave_up_s - 28
    assert did == [
        (first_s, "begins"),
        (second_s, "begins"),
        (first_s + 100, "ends"),
        (second_s + 100, "ends"),
    ]


def test_in_a_flow_it_is_the_same(world, did):
    flow = world.spawn(give_up, 30, 1)
    time.sleep(200)
    assert did == [(0.0, "begins"), (100.0, "ends")]
    assert flow.done


def test_a_client_without_a_timeout_waits(world, did):
    patient = Config(read_timeout=None, connect_timeout=None)
    world.join(world.spawn(lambda: boto3.client("lambda", config=patient).invoke(FunctionName="slow")))
    boto3.client("lambda", config=patient).invoke(FunctionName="slow")
    assert [second for second, what in did if what == "ends"] == [100.0, 200.0]


def test_a_function_that_is_ended_gives_up_what_it_invoked_and_that_goes_on(world, did):
    def outer(event, context):
        boto3.client("lambda").invoke(FunctionName="slow")

    world.deploy(outer, timeout_s=5, **WARM)
    answer = boto3.client("lambda").invoke(FunctionName="outer")
    assert (world.elapsed_s, answer["FunctionError"]) == (5.0, "Unhandled")
    time.sleep(300)
    assert did == [(0.0, "begins"), (100.0, "ends")]
