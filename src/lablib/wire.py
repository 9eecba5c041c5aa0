"""What passes between a client and a service: a request under way and its answer, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

JSON_HEADERS = {"Content-Type": "application/x-amz-json-1.1"}


@dataclass(slots=True)
class Answer:
    """What a service says: HTTP status, headers, body."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Exchange:
    """One request under way, as the network sees it."""

    service: str
    operation: str
    body: bytes
    producer: str
    latency_ms: float
    settled: bool = False
    """The far end was told what became of it."""


class Service(Protocol):
    """The far end of the network: `departs`, then exactly one of `answer` and `never_arrives`."""

    def departs(self, exchange: Exchange) -> None:
        """The request leaves the client."""

    def answer(self, exchange: Exchange, now_us: int) -> Answer:
        """The request is here: carry it out."""

    def never_arrives(self, exchange: Exchange, why: str, now_us: int) -> None:
        """The request came to nothing, for the reason `why`."""
