"""A stage for mappings: one stream, one function that costs no time, a network without latency."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError

from lablib import World
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator import limits
from lablib.simulator.kinesis.operations.put import PutCall
from lablib.simulator.kinesis.state.region import Caller
from lablib.simulator.kinesis.state.routing import even_ranges
from lablib.simulator.lambda_.mapping.mapping import Mapping

STREAM, FUNCTION = "usage-events", "bill"
ARN = f"arn:aws:kinesis:us-east-1:111122223333:stream/{STREAM}"
HOUR_S = 3600


class Stage:
    """Second 0 is the moment at which the mapping becomes Enabled and polls for the first time."""

    def __init__(self, world: World) -> None:
        self.world = world
        world.network.median_latency_ms = 0
        self.zero_us = world.clock.now_us
        self.uuid = ""
        self.calls: list[tuple[float, list[str]]] = []
        """(second, names of the records) of each invocation."""
        self.events: list[dict[str, Any]] = []
        self.answer: Callable[[list[str]], Any] = lambda names: None
        """What the function does: returns, or raises."""
        self.shards = 0
        self._client: Any = None

    def begin(
        self,
        *before: str,
        shards: int = 1,
        reserved: int | None = None,
        takes_s: float = 0.0,
        timeout_s: float = 3,
        **settings: Any,
    ) -> None:
        """A stream with records `before` in it, and a mapping from TRIM_HORIZON just before second 0."""
        self.make(shards, reserved=reserved, takes_s=takes_s, timeout_s=timeout_s)
        self.world.sleep(1)
        self.put(*before)
        self.map(**settings)

    def make(
        self, shards: int = 1, *, reserved: int | None = None, takes_s: float = 0.0, timeout_s: float = 3
    ) -> None:
        make_stream(shards, STREAM)
        self.shards = shards
        self.world.deploy(
            self._handle,
            name=FUNCTION,
            cold_start_s=0,
            takes_s=takes_s,
            timeout_s=timeout_s,
            reserved_concurrency=reserved,
        )

    def map(self, **settings: Any) -> dict[str, Any]:
        """Create the mapping and wait until just before it is Enabled."""
        given = {
            "EventSourceArn": self.stream.arn,
            "StartingPosition": "TRIM_HORIZON",
            "FunctionName": FUNCTION,
        }
        answer = self.lambda_.create_event_source_mapping(**given | settings)
        self.uuid = answer["UUID"]
        self.zero_us = self.world.clock.now_us + limits.MAPPING_CREATE_US
        self.world.clock.run_until(self.zero_us - 1)
        return answer

    def refused(self, operation: str, **params: Any) -> tuple[str, int, str]:
        """(code, HTTP status, message) of a call that must fail."""
        with pytest.raises(ClientError) as caught:
            getattr(self.lambda_, operation)(**params)
        answer = caught.value.response
        return (
            answer["Error"]["Code"],
            answer["ResponseMetadata"]["HTTPStatusCode"],
            answer["Error"]["Message"],
        )

    # --- time and records ----------------------------------------------------------------------------

    @property
    def now_s(self) -> float:
        return self.second(self.world.clock.now_us)

    def second(self, at_us: int) -> float:
        return (at_us - self.zero_us) / limits.US_PER_S

    def at(self, second: float) -> None:
        """Let the world run until then."""
        self.world.clock.run_until(self.zero_us + round(second * limits.US_PER_S))

    def put(self, *names: str, shard: int | None = None, key: str | None = None) -> None:
        """Store records now, each named by its data; the key is the name unless told otherwise."""
        self.store([json.dumps({"name": name}).encode() for name in names], keys=names, shard=shard, key=key)

    def store(
        self, data: list[bytes], keys: Any = None, shard: int | None = None, key: str | None = None
    ) -> None:
        entries = [
            {"Data": each, "PartitionKey": key or (keys[index] if keys else "tenant")}
            for index, each in enumerate(data)
        ]
        if shard is not None:
            for entry in entries:
                entry["ExplicitHashKey"] = str(even_ranges(self.shards)[shard][0])
        region = self.world.kinesis
        region.caller = Caller("test")
        call = PutCall(region, self.stream, self.world.clock.now_us)
        call.put_all(entries, [1] * len(entries))  # the limits are another test's subject
        call.settle()
        assert not call.failed_count

    # --- what came of it -----------------------------------------------------------------------------

    @property
    def story(self) -> list[tuple[float, str, int, int]]:
        """(second, what, position of the first record, how many) of each step."""
        return [
            (self.second(step.at_us), step.did.value, step.first, step.records)
            for step in self.mapping.history
        ]

    @property
    def fates(self) -> dict[str, int]:
        """The ledger without its zeros. It balances whenever it is looked at."""
        assert self.world.ledger.balance(self.world.clock.now_us) == 0
        return {fate: count for fate, count in self.world.totals().items() if count and fate != "offered"}

    def metric(self, name: str, statistic: str = "Sum") -> list[tuple[int, float]]:
        """(minute, value) of a metric of the mapping or of the function; second 0 is in minute 0."""
        for dimensions in ((("FunctionName", FUNCTION),), (("EventSourceMappingUUID", self.uuid),)):
            series = self.world.metrics.find("AWS/Lambda", name, dimensions)
            if series is not None:
                first = self.zero_us // (60 * limits.US_PER_S)
                values = {"Sum": "sum", "Maximum": "maximum", "SampleCount": "sample_count"}
                return [
                    (minute - first, getattr(point, values[statistic]))
                    for minute, point in sorted(series.minutes.items())
                ]
        return []

    def total(self, name: str) -> float:
        return sum(value for _, value in self.metric(name))

    # --- its parts -----------------------------------------------------------------------------------

    @property
    def lambda_(self) -> Any:
        if self._client is None:
            self._client = boto3.client("lambda", config=Config(parameter_validation=False))
        return self._client

    @property
    def stream(self) -> Any:
        return self.world.kinesis.streams[STREAM]

    @property
    def mapping(self) -> Mapping:
        return self.world.lambda_.mappings[self.uuid]

    @property
    def state(self) -> str:
        return str(self.lambda_.get_event_source_mapping(UUID=self.uuid)["State"])

    def sequence(self, position: int, shard: int = 0) -> str:
        return str(self.stream.shards[shard].log.sequence[position])

    def failures(self, *names: str) -> dict[str, Any]:
        """The answer of a function that reports these records of its last event."""
        return {
            "batchItemFailures": [
                {"itemIdentifier": record["kinesis"]["sequenceNumber"]}
                for record in self.events[-1]["Records"]
                if name_of(record) in names
            ]
        }

    def _handle(self, event: dict[str, Any], context: Any) -> Any:
        names = [name_of(record) for record in event["Records"]]
        self.calls.append((self.second(self.world.clock.now_us), names))
        self.events.append(event)
        return self.answer(names)


def name_of(record: dict[str, Any]) -> str:
    data = base64.b64decode(record["kinesis"]["data"])
    try:
        body = json.loads(data)
    except ValueError:
        return data.decode(errors="replace")
    return str(body["name"]) if isinstance(body, dict) and "name" in body else data.decode()


def failing(*bad: str) -> Callable[[list[str]], None]:
    """A function that raises for any batch with one of these records."""

    def answer(names: list[str]) -> None:
        if not bad or set(bad) & set(names):
            raise ValueError("cannot be billed")

    return answer
