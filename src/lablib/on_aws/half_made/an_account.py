"""An empty account in this process, with a boto3 session that reaches it and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import boto3

from lablib.simulator.network.boto3_session import session_beside_worlds

REGION = "eu-central-1"


@contextmanager
def an_account() -> Iterator[boto3.Session]:
    """A session of an account of moto. Functions can be made in it; they aren't run."""
    from moto import mock_aws

    with mock_aws(config={"lambda": {"use_docker": False}}):
        yield session_beside_worlds("testing", "testing", REGION)
