"""Trouble that a lab or a test switches on for a span of virtual time."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

from lablib.simulator import limits
from lablib.simulator.api.service_model import model_of
from lablib.simulator.api.wire import Exchange
from lablib.simulator.network.partial_failures import BATCHES, Hits

Kind = Literal[
    "internal_failure",
    "empty_read",
    "http_500",
    "connection_refused",
    "connect_timeout",
    "hang",
    "hang_after_processing",
    "clock_skew",
    "entries_fail",
    "slow",
    "held_up",
    "access_denied",
]
"""
internal_failure       single records fail inside the service: an entry of PutRecords (InternalFailure in the
                       answer), or a PutRecord (InternalFailureException)
empty_read             GetRecords answers without records though some are ahead, as AWS says it may
http_500               the service answers InternalFailureException, Lambda ServiceException, and does nothing
connection_refused     nobody listens: EndpointConnectionError at once
connect_timeout        the connection is never made: the client's own connect timeout ends it
hang                   the request is lost on the way, no answer comes: the client's read timeout ends it
hang_after_processing  the request is carried out and the answer is lost: the client's read timeout ends it
clock_skew             the producer signs with a clock that is `skew_s` fast (negative: slow); from five
                       minutes on it gets InvalidSignatureException
entries_fail           single entries of another service's batch aren't carried out, and its answer says so in
                       the service's own way (`partial_failures.py` has the operations)
slow                   the service carries the request out at once, and its answer takes `by_s` longer
held_up                the request is held on its way until the fault is over: what departed meanwhile arrives
                       in one bunch
access_denied          the service refuses, which Lambda never does here: there is no permission
"""
INSIDE: dict[str, Collection[str]] = {
    "internal_failure": ("PutRecord", "PutRecords"),
    "empty_read": ("GetRecords",),
}
"""The kinds that strike inside Kinesis, and what they can hit. The others strike whole requests."""
DELAYS = ("slow", "held_up")
NOT_THE_REQUEST = (*INSIDE, *DELAYS, "clock_skew", "entries_fail")
"""The kinds that leave the request itself alone."""
SERVICES = ("kinesis", "lambda")
OTHERS = ("dynamodb", "s3", "sns", "sqs")
"""What can be in trouble as a whole: ours, and of moto's these. CloudWatch never is."""


@dataclass(slots=True)
class Fault:
    """One span of trouble. `rate` is the share of requests (or of records) that it hits."""

    kind: Kind
    start_us: int
    end_us: int
    rate: float
    service: str
    operation: str | None
    rng: random.Random
    producer: str | None = None
    """The flow whose requests it hits; None for everybody's."""
    skew_us: int = 0
    hits: Hits | None = None
    """For entries_fail: which entries it hits, in place of a share of them."""
    by_us: int = 0
    """For slow: how much longer an answer takes."""

    def strikes(self, now_us: int, service: str, operation: str, producer: str | None = None) -> bool:
        """Whether it hits this one; draws only while it is on, and only for a rate below 1."""
        if not self.covers(now_us, service, operation, producer):
            return False
        return self.rate >= 1.0 or self.rng.random() < self.rate

    def covers(self, now_us: int, service: str, operation: str, producer: str | None = None) -> bool:
        """Whether it is on for this one, whatever its rate."""
        if not self.start_us <= now_us < self.end_us or service != self.service:
            return False
        if self.operation is not None and operation != self.operation:
            return False
        return self.producer is None or producer == self.producer


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
        producer: str | None = None,
        skew_s: float = 0.0,
        hits: Hits | None = None,
        by_s: float = 0.0,
    ) -> Fault:
        """Switch `kind` on from `start_us` to `end_us` (not included).

        Raises ValueError for a kind, a rate, a span, a service, an operation, a producer, a skew, hits or a
        delay that would never hit anything.
        """
        _check(kind, start_us, end_us, rate)
        _check_target(kind, service, operation)
        _check_producer(kind, producer, skew_s)
        _check_hits(kind, rate, hits)
        _check_delay(kind, by_s)
        skew_us, by_us = round(skew_s * limits.US_PER_S), round(by_s * limits.US_PER_S)
        fault = Fault(
            kind, start_us, end_us, rate, service, operation, self._rng, producer, skew_us, hits, by_us
        )
        self._spans.append(fault)
        return fault

    def remove(self, fault: Fault) -> None:
        """Switch it off before its time."""
        self._spans.remove(fault)

    def of_request(self, now_us: int, exchange: Exchange) -> Kind | None:
        """The fault that this request meets, if any; the one switched on first wins."""
        about = (exchange.service, exchange.operation, exchange.producer)
        for fault in self._spans:
            if fault.kind not in NOT_THE_REQUEST and fault.strikes(now_us, *about):
                return fault.kind
        return None

    def skew_us(self, now_us: int, exchange: Exchange) -> int:
        """How fast the clock is that this request was signed by."""
        about = (exchange.service, exchange.operation, exchange.producer)
        return sum(
            fault.skew_us
            for fault in self._spans
            if fault.kind == "clock_skew" and fault.strikes(now_us, *about)
        )

    def slow_us(self, now_us: int, exchange: Exchange) -> int:
        """How much longer the service takes for the answer to this request."""
        return sum(fault.by_us for fault in self._delaying("slow", now_us, exchange))

    def held_us(self, now_us: int, exchange: Exchange) -> int:
        """How long this request is held on its way."""
        return max(
            (fault.end_us - now_us for fault in self._delaying("held_up", now_us, exchange)), default=0
        )

    def are_on_for(self, now_us: int, service: str) -> bool:
        """Whether any fault may hit a whole request to this service now."""
        return any(
            fault.service == service and fault.start_us <= now_us < fault.end_us
            for fault in self._spans
            if fault.kind != "entries_fail"
        )

    def of_entry(self, stream_name: str, operation: str, now_us: int) -> bool:
        """Does this record of a put fail in the service? The form of `Policies.entry_fault`."""
        return self._inside("internal_failure", operation, now_us)

    def of_read(self, stream_name: str, now_us: int) -> bool:
        """Does this GetRecords answer without records? The form of `Policies.empty_read`."""
        return self._inside("empty_read", "GetRecords", now_us)

    def of_batch(self, now_us: int, service: str, operation: str, producer: str) -> Hits | None:
        """Which entries of this batch fail; None while no fault could hit one."""
        about = (now_us, service, operation, producer)
        on = [fault for fault in self._spans if fault.kind == "entries_fail" and fault.covers(*about)]
        if not on:
            return None

        def hits(entry: dict[str, Any]) -> bool | str:
            found = (fault.hits(entry) if fault.hits else fault.strikes(*about) for fault in on)
            return next((each for each in found if each), False)

        return hits

    def _delaying(self, kind: Kind, now_us: int, exchange: Exchange) -> Iterator[Fault]:
        about = (exchange.service, exchange.operation, exchange.producer)
        return (fault for fault in self._spans if fault.kind == kind and fault.strikes(now_us, *about))

    def _inside(self, kind: Kind, operation: str, now_us: int) -> bool:
        return any(
            fault.kind == kind and fault.strikes(now_us, "kinesis", operation) for fault in self._spans
        )


def _check(kind: Kind, start_us: int, end_us: int, rate: float) -> None:
    if kind not in get_args(Kind):
        raise ValueError(f"{kind!r} isn't a fault: give one of {', '.join(get_args(Kind))}")
    if not 0 < rate <= 1:
        raise ValueError(f"rate is {rate}; give the share of requests that are hit, above 0 and at most 1")
    if end_us <= start_us:
        raise ValueError(
            f"the fault lasts {(end_us - start_us) / limits.US_PER_S} s: give an end after its start"
        )


def _check_target(kind: Kind, service: str, operation: str | None) -> None:
    services = _services_of(kind)
    if service not in services:
        raise ValueError(f"{kind} can't hit {service!r}: give one of {', '.join(services)}")
    of_batches = BATCHES[service] if kind == "entries_fail" else model_of(service).operation_names
    known = INSIDE.get(kind, of_batches)
    if operation is not None and operation not in known:
        raise ValueError(f"{kind} can't hit {operation!r}: give one of {', '.join(known)}")


def _services_of(kind: Kind) -> tuple[str, ...]:
    """What a kind can hit."""
    if kind in INSIDE:
        return SERVICES[:1]
    special = {
        "entries_fail": tuple(BATCHES),
        "clock_skew": SERVICES,
        "access_denied": (*SERVICES[:1], *OTHERS),
    }
    return special.get(kind, SERVICES + OTHERS)


def _check_producer(kind: Kind, producer: str | None, skew_s: float) -> None:
    if producer is not None and kind in INSIDE:
        raise ValueError(
            f"{kind} happens inside the service, for every caller: leave producer={producer!r} out"
        )
    if (kind == "clock_skew") != (skew_s != 0):
        raise ValueError(
            f"skew_s is {skew_s} for {kind}; clock_skew needs the seconds by which the producer's clock is "
            "fast (negative: slow), and no other fault takes them"
        )


def _check_hits(kind: Kind, rate: float, hits: Hits | None) -> None:
    if hits is not None and (kind != "entries_fail" or rate != 1):
        raise ValueError(
            f"hits is given for {kind} with a rate of {rate}; it picks the entries of entries_fail, in place "
            "of a rate"
        )


def _check_delay(kind: Kind, by_s: float) -> None:
    if (kind == "slow") != (by_s > 0):
        raise ValueError(
            f"by_s is {by_s} for {kind}; slow needs the seconds, above 0, that an answer takes longer, and "
            "no other fault takes them"
        )
