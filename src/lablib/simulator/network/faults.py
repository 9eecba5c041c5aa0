"""Trouble that a lab or a test switches on for a span of virtual time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal, get_args

from lablib.simulator import limits
from lablib.simulator.api.service_model import model_of

Kind = Literal[
    "internal_failure", "http_500", "connection_refused", "connect_timeout", "hang", "hang_after_processing"
]
"""
internal_failure       single entries of PutRecords fail inside the service (InternalFailure in the answer)
http_500               the service answers InternalFailureException and does nothing
connection_refused     nobody listens: EndpointConnectionError at once
connect_timeout        the connection is never made: the client's own connect timeout ends it
hang                   the request is lost on the way, no answer comes: the client's read timeout ends it
hang_after_processing  the request is carried out and the answer is lost: the client's read timeout ends it
"""


@dataclass(slots=True)
class Fault:
    """One span of trouble. `rate` is the share of requests (or of entries) that it hits."""

    kind: Kind
    start_us: int
    end_us: int
    rate: float
    service: str
    operation: str | None
    rng: random.Random

    def strikes(self, now_us: int, service: str, operation: str) -> bool:
        """Whether it hits this one; draws only while it is on, and only for a rate below 1."""
        if not self.start_us <= now_us < self.end_us or service != self.service:
            return False
        if self.operation is not None and operation != self.operation:
            return False
        return self.rate >= 1.0 or self.rng.random() < self.rate


class Faults:
    """All spans of one world."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._spans: list[Fault] = []

    def add(
        self,
        kind: Kind,
        start_us: int,
        end_us: int,
        rate: float = 1.0,
        service: str = "kinesis",
        operation: str | None = None,
    ) -> Fault:
        """Switch `kind` on from `start_us` to `end_us` (not included).

        Raises ValueError for a kind, a rate, a span or an operation that would never hit anything.
        """
        _check(kind, start_us, end_us, rate, operation)
        fault = Fault(kind, start_us, end_us, rate, service, operation, self._rng)
        self._spans.append(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        """Switch it off before its time."""
        self._spans.remove(fault)

    def of_request(self, now_us: int, service: str, operation: str) -> Kind | None:
        """The fault that this request meets, if any; the one switched on first wins."""
        for fault in self._spans:
            if fault.kind != "internal_failure" and fault.strikes(now_us, service, operation):
                return fault.kind
        return None

    def of_entry(self, stream_name: str, now_us: int) -> bool:
        """Does this entry of a PutRecords call fail in the service? The form of `Policies.entry_fault`."""
        return any(
            fault.kind == "internal_failure" and fault.strikes(now_us, "kinesis", "PutRecords")
            for fault in self._spans
        )


def _check(kind: Kind, start_us: int, end_us: int, rate: float, operation: str | None) -> None:
    if kind not in get_args(Kind):
        raise ValueError(f"{kind!r} is not a fault; there are: {', '.join(get_args(Kind))}")
    if not 0 < rate <= 1:
        raise ValueError(f"rate is {rate}; it is the share of requests that are hit, above 0 and at most 1")
    if end_us <= start_us:
        raise ValueError(f"the fault lasts {(end_us - start_us) / limits.US_PER_S} s; it needs some time")
    known = model_of("kinesis").operation_names if kind != "internal_failure" else ["PutRecords"]
    if operation is not None and operation not in known:
        raise ValueError(f"{kind} cannot hit {operation!r}; it hits: {', '.join(known)}")
