"""boto3's clients for code of lablib: made in an open world, or not at all."""

from __future__ import annotations

from typing import Any

import boto3

from lablib.simulator.network import aws_guard


def world_client(service: str, **settings: Any) -> Any:
    """`boto3.client`; raises NoWorldOpen if no world is open, before boto3 is asked for anything.

    `lablib.real_aws()` lifts that too.
    """
    aws_guard.require_world()
    return boto3.client(service, **settings)
