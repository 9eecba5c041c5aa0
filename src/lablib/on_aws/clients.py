"""boto3's clients for a run: of one region, with timeouts, and until the run's last minute."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.config import Config

from lablib.conformance.environment import PATIENT

SERVICES = ("sts", "kinesis", "lambda", "cloudwatch", "sqs", "iam", "resourcegroupstaggingapi")
"""All that a run talks to."""
BOUNDED = Config(connect_timeout=10, read_timeout=30, ignore_configured_endpoint_urls=True)
"""A call ends, and it goes to AWS, whatever the environment says of endpoints."""

ClientOf = Callable[[str], Any]
"""`client("kinesis")`."""


class RanOutOfTime(RuntimeError):
    """The minutes of the plan are over."""


class Clients:
    """Clients of one region. After `until_s` (seconds since the epoch) calls raise RanOutOfTime."""

    def __init__(self, region: str, until_s: float | None = None) -> None:
        self.region = region
        self.until_s = until_s
        self._session = boto3.Session(region_name=region)
        self._made: dict[str, Any] = {}

    def __call__(self, service: str) -> Any:
        """A client that retries."""
        if service not in self._made:
            self._made[service] = self.make(service, PATIENT)
        return self._made[service]

    def make(self, service: str, config: Config) -> Any:
        """A client with a configuration of its own. Raises ValueError for a service that runs don't use."""
        if service not in SERVICES:
            raise ValueError(f"a run doesn't talk to {service}. It does to {', '.join(SERVICES)}.")
        client = self._session.client(service, config=BOUNDED.merge(config))
        client.meta.events.register("before-call", self._check_time)
        return client

    def _check_time(self, **_: Any) -> None:
        check_time(self.until_s)

    def hosts(self, services: Iterable[str] = SERVICES) -> list[str]:
        """The hosts that these clients connect to."""
        return sorted({urlsplit(self(service).meta.endpoint_url).hostname or "" for service in services})


def check_time(until_s: float | None, and_then_s: float = 0) -> None:
    """Raises RanOutOfTime if it's later than `until_s`, or will be in `and_then_s` seconds."""
    if until_s is not None and time.time() + and_then_s > until_s:
        raise RanOutOfTime("the minutes of the plan are over")
