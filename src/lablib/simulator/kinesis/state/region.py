"""The state of Kinesis in one account and region, and what its operations need from the rest of the world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.clock.clock import Clock
from lablib.simulator.kinesis.state.commitment import Commitment
from lablib.simulator.kinesis.state.model_choices import Policies
from lablib.simulator.kinesis.state.stream import Stream
from lablib.simulator.kinesis.stream_metrics import StreamMetrics
from lablib.simulator.ledger.ledger import Ledger

Params = dict[str, Any]
Operation = Callable[["Region", Params, int], dict[str, Any]]
"""`(region, params, now_us) -> result`: parameters and result with the API's member names."""


@dataclass(slots=True)
class Caller:
    """Whose request is being served, how long it takes altogether, and how far it is."""

    producer: str = "main"
    latency_ms: float = 0.0
    rows: list[int] | None = None
    """The ledger's rows of the request's records, if the ledger was told when it left."""
    left_us: int | None = None
    """When the request left; None for one that came without a network."""
    settled: bool = False
    """The ledger already knows the fate of each record of the request."""


@dataclass(slots=True)
class Region:
    """Streams by name. `policies` holds the model choices, each to be swapped by whoever makes the region."""

    clock: Clock
    ledger: Ledger
    metrics: StreamMetrics
    policies: Policies
    streams: dict[str, Stream] = field(default_factory=dict)
    commitment: Commitment = field(default_factory=Commitment)
    caller: Caller = field(default_factory=Caller)
    call_times_us: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    """For the call-rate limits: recent calls by (operation, what the limit counts)."""

    def find(self, params: Params) -> Stream:
        """The stream that `StreamName` or `StreamARN` names.

        Raises `ResourceNotFoundException` if there is none in this account and region,
        `InvalidArgumentException` if neither is given or both disagree.
        """
        name: str | None = params.get("StreamName")
        arn: str | None = params.get("StreamARN")
        named = arn.rsplit("/", 1)[-1] if arn is not None else name
        if named is None:
            raise AwsError("InvalidArgumentException", "Either StreamName or StreamARN must be specified.")
        if name not in (None, named):
            raise AwsError("InvalidArgumentException", f"StreamName {name} does not match StreamARN {arn}.")
        stream = self.streams.get(named)
        if stream is None or arn not in (None, stream.arn):
            raise not_found(named, limits.ACCOUNT_ID if arn is None else arn.split(":")[4])
        return stream

    def find_readable(self, params: Params) -> Stream:
        """As `find`, for the data plane: a stream that is CREATING or DELETING is not found either."""
        stream = self.find(params)
        if stream.status not in ("ACTIVE", "UPDATING"):
            raise not_found(stream.name)
        return stream


def not_found(name: str, account_id: str = limits.ACCOUNT_ID) -> AwsError:
    """AWS's words for a stream that is not there."""
    return AwsError("ResourceNotFoundException", f"Stream {name} under account {account_id} not found.")
