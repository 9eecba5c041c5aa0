"""moto in this process, through its public decorator: no network, no server."""

from __future__ import annotations

import inspect
import io
import json
import os
import textwrap
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import boto3
import time_machine
from botocore.config import Config

from lablib.conformance.environment import Deployed, Environment, Handler, Invocation

ACCOUNT = "123456789012"
REGION = "us-east-1"
START = datetime(2026, 11, 2, tzinfo=UTC)
KEYS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_DEFAULT_REGION": REGION,
}


class _NeverRun:
    """A function of moto without Docker: it is there, and runs nothing."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.arn = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{name}"

    def invocations(self) -> list[Invocation]:
        return []

    def events(self) -> list[dict[str, Any]]:
        return []


class Moto:
    """moto as the endpoint of a case; its clock is moved by time-machine."""

    account = ACCOUNT
    region = REGION
    metrics_after_s = 60.0

    def __init__(self, clock: time_machine.Traveller) -> None:
        self._clock = clock

    def client(self, service: str, config: Config) -> Any:
        """As `Endpoint.client`."""
        return boto3.client(service, region_name=REGION, config=config)

    def wait(self, seconds: float) -> None:
        """As `Endpoint.wait`."""
        self._clock.shift(seconds)

    def at_once(self, calls: Sequence[Callable[[], Any]]) -> list[Any]:
        """As `Endpoint.at_once`, one after the other: moto takes no time."""
        return [call() for call in calls]

    def deploy(self, name: str, handler: Handler, settings: dict[str, Any]) -> Deployed:
        """As `Endpoint.deploy`; `settings` beyond the name are not moto's."""
        boto3.client("lambda", region_name=REGION).create_function(
            FunctionName=name,
            Runtime="python3.13",
            Role=_role(),
            Handler="handler.handler",
            Code={"ZipFile": zipped(source_of(handler))},
        )
        return _NeverRun(name)


def source_of(handler: Handler) -> str:
    """The handler as the only function of a module, under the name `handler`; its annotations are texts."""
    source = textwrap.dedent(inspect.getsource(handler))
    name = getattr(handler, "__name__", "")
    return f"from __future__ import annotations\n\n\n{source}\n\nhandler = {name}\n"


def zipped(source: str) -> bytes:
    """A deployment package with `handler.py`."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("handler.py", source)
    return packed.getvalue()


def _role() -> str:
    iam = boto3.client("iam", region_name=REGION)
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": "lambda.amazonaws.com"},
                "Action": "sts:AssumeRole",
            }
        ],
    }
    arn: str = iam.create_role(RoleName="conformance", AssumeRolePolicyDocument=json.dumps(trust))["Role"][
        "Arn"
    ]
    return arn


@contextmanager
def moto(prefix: str) -> Iterator[Environment]:
    """moto with nothing in it yet."""
    from moto import mock_aws

    docker_free = mock_aws(config={"lambda": {"use_docker": False}})
    with patch.dict(os.environ, KEYS), time_machine.travel(START, tick=True) as clock, docker_free:
        yield Environment(Moto(clock), prefix)
