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

    `lablib.real_aws()` lifts that too. Where nobody has changed what steers boto3, a client without settings
    is one for all worlds of the process: to make one takes longer than most calls.
    """
    aws_guard.require_world()
    if settings or not (aws_guard.a_world_answers() and aws_environment.is_a_world_s()):
        return boto3.client(service, **settings)
    return _kept(service)


@cache
def _kept(service: str) -> Any:
    """It goes by no world's name. The innermost world answers it, as every client."""
    return fresh_session().client(service, config=Config(user_agent_appid="lablib"))
