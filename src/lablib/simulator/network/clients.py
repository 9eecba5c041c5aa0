"""boto3's clients for code of lablib: made in an open world, or not at all."""

from __future__ import annotations

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

from lablib.simulator.network import aws_environment, aws_guard
from lablib.simulator.network.boto3_session import fresh_session


def world_client(service: str, **settings: Any) -> Any:
    """`boto3.client`; raises NoWorldOpen if no world is open, before boto3 is asked for anything.

    `lablib.real_aws()` lifts that too.
    """
    aws_guard.require_world()
    return boto3.client(service, **settings)


def set_up_client(service: str) -> Any:
    """A client for the calls with which lablib sets a world up, never for a learner's code. Raises as above.

    Where nobody has changed what steers boto3, one serves all worlds of the process. To make one takes longer
    than most calls.
    """
    aws_guard.require_world()
    if aws_guard.a_world_answers() and aws_environment.is_a_world_s():
        return _kept(service)
    return boto3.client(service)


@cache
def _kept(service: str) -> Any:
    """Its retries are the old ones: those of today have a budget, which a world would leave to the next.

    It goes by no world's name.
    """
    without_budget = Config(user_agent_appid="lablib", retries={"mode": "legacy"})
    return fresh_session().client(service, config=without_budget)
