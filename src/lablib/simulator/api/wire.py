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


@dataclass(frozen=True, slots=True)
class Request:
    """A request over HTTP. `target` is the path with the query; header names are in lower case."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Exchange:
    """One request under way, as the network sees it."""

    service: str
    operation: str
    request: Request
    producer: str
    latency_ms: float
    settled: bool = False
    """The far end was told what became of it."""


class Service(Protocol):
    """The far end of the network.

    It hears `departs`, and then exactly one of `answer`, `forbids`, `fails` and `never_arrives`.
    """

    def operation_of(self, request: Request) -> str:
        """The name of the operation that a request asks for."""

    def takes_time(self, exchange: Exchange) -> bool:
        """Whether `answer` may block, so that the client can lose patience meanwhile."""

    def departs(self, exchange: Exchange) -> None:
        """The request leaves the client."""

    def answer(self, exchange: Exchange, now_us: int) -> Answer:
        """The request is here: carry it out."""

    def forbids(self, exchange: Exchange, code: str, message: str, now_us: int) -> Answer:
        """The request is at the door and isn't let in: none of it is carried out."""

    def fails(self, exchange: Exchange, now_us: int) -> Answer:
        """The request is here, and the service fails before it does anything."""

    def never_arrives(self, exchange: Exchange, why: str, now_us: int) -> None:
        """The request came to nothing on its way, for the reason `why`."""
