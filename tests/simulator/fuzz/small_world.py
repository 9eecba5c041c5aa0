"""A world where little is much: thirty records fill a shard's second, an hour of retention takes ten seconds.

So a run of some minutes sees throttles, expiry and scaling. Time is virtual only inside `virtual()`, because
Hypothesis, which draws between the steps, measures its own work in real seconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
from wire_tap import WireTap

from lablib import World
from lablib.simulator import limits

SMALL = {
    "S_PER_HOUR": 10,
    "SHARD_WRITE_RECORDS_PER_S": 30,
    "SHARD_WRITE_BURST_RECORDS": 30,
    "CREATE_STREAM_S": 3.0,
    "DELETE_STREAM_S": 3.0,
    "UPDATE_STREAM_S": 6.0,
    "ON_DEMAND_SPLIT_ABOVE_BYTES_PER_S": 20,
    "ON_DEMAND_SCALES_AFTER_S": 90,
    "ON_DEMAND_MAX_SHARDS": 8,
    "MAPPING_BACKOFF_MAX_S": 16.0,
}
READ_TIMEOUT_S = 3
COMMON_ERRORS = {
    "InternalFailureException",
    "InvalidSignatureException",
    "ValidationException",
}
"""Each service may answer these: CommonErrors.html of its API reference. Operations don't list them."""
BROKEN_CONNECTIONS = (ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError)


class SmallWorld:
    """A world with its clients, and a tap on the wire of Kinesis."""

    def __init__(self, seed: int) -> None:
        self._limits = patch.multiple(limits, **SMALL)
        self._limits.start()
        self.world = World(seed).open()
        self.tap = WireTap(self.world.network.services["kinesis"])
        self.world.network.services["kinesis"] = self.tap
        self.connections_break_until_us = 0
        """Until then a connection may break: somebody has seen to it."""

    def close(self) -> None:
        try:
            self.world.close()
        finally:
            self._limits.stop()

    @contextmanager
    def virtual(self) -> Iterator[None]:
        """Code reads and sleeps virtual time in here."""
        self.world.time.on()
        try:
            yield
        finally:
            self.world.time.off()

    @property
    def now_us(self) -> int:
        return self.world.clock.now_us

    @property
    def is_slow(self) -> bool:
        """The network may take longer than a client waits."""
        return self.world.network.median_latency_ms > limits.LATENCY_MEDIAN_MS

    def call(self, service: str, operation: str, **params: Any) -> dict[str, Any] | None:
        """What AWS answers; None for an error that AWS documents, or a connection that may break.

        Whatever else comes out of boto3 is a fault of the simulator.
        """
        client, began_us = client_of(service), self.now_us
        try:
            return getattr(client, operation)(**params)
        except ClientError as error:
            if error.response["Error"]["Code"] not in documented(service, operation):
                raise
        except BROKEN_CONNECTIONS:
            if began_us > self.connections_break_until_us and not self.is_slow:
                raise
        return None


@cache
def client_of(service: str) -> Any:
    """Shared by all worlds: to make one takes longer than many a step."""
    config = Config(
        connect_timeout=2,
        read_timeout=READ_TIMEOUT_S,
        retries={"total_max_attempts": 1, "mode": "standard"},
    )
    return boto3.client(service, config=config)


@cache
def documented(service: str, method: str) -> set[str]:
    """The codes that botocore's model names for an operation, and those that any may answer."""
    client = client_of(service)
    model = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[method])
    return {shape.error_code for shape in model.error_shapes} | COMMON_ERRORS
