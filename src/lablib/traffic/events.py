"""An event on its way: a row of a trace that got an id and a time of its own. Its bytes are JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from lablib.simulator import limits
from lablib.traffic.outline import Outline
from lablib.traffic.trace import Trace

OURS = ("event_id", "at")
"""The fields that an event has beside the columns of its row. They win over columns of the same name."""
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, Any]).decode


class Event(NamedTuple):
    """One row of the trace on its way. Its dict and its bytes are made when they are asked for."""

    event_id: str
    """Unique in the fleet: `g17-004211` is the event number 4211 of gateway 17, counted from 0."""
    at_us: int
    """When it happens, in us since the Unix epoch (virtual time)."""
    key: str
    """The partition key: the row's key, or the event's id where the trace has no key."""
    row: int
    trace: Trace | Outline

    def as_dict(self) -> dict[str, Any]:
        """Return what a producer sees: `event_id`, the columns of the row, and `at` in ISO-8601, UTC."""
        ours = {"event_id": self.event_id, "at": iso(self.at_us)}
        return {"event_id": self.event_id} | self.trace.fields(self.row) | ours

    def payload(self) -> bytes:
        """Return the event as JSON.

        Where the trace has sizes, it is the id alone, filled up with spaces to the size of the row (which is
        still JSON); a size too small for the id gives the id alone.
        """
        if self.trace.sizes_bytes is None:
            return to_json(self.as_dict())
        return to_json({"event_id": self.event_id}).ljust(self.trace.sizes_bytes[self.row])

    def __repr__(self) -> str:
        return f"Event({self.event_id!r}, at_us={self.at_us}, key={self.key!r})"


def event_id(gateway: str, number: int) -> str:
    """The id of a gateway's event with this number."""
    return f"{gateway}-{number:06d}"


def event_ids(gateway: str, numbers: range) -> list[bytes]:
    """The ids of many events at once, each in UTF-8."""
    return (f"{gateway}-%06d " * len(numbers) % tuple(numbers)).encode().split()


def iso(at_us: int) -> str:
    """A moment as events have it, always equally long."""
    at_s, rest_us = divmod(at_us, limits.US_PER_S)
    return f"{_second(at_s)}.{rest_us:06d}Z"


@lru_cache(maxsize=4_096)
def _second(at_s: int) -> str:
    """Many events share one."""
    return datetime.fromtimestamp(at_s, UTC).isoformat(timespec="seconds").removesuffix("+00:00")


def to_json(value: Any) -> bytes:
    """JSON without spaces, in UTF-8: what `json.dumps` writes with those settings, at a tenth of the time."""
    return _encode(value)


def from_json(content: bytes) -> dict[str, Any]:
    """The fields of an event, from its payload: as `Event.as_dict`, and a few times as fast."""
    return _decode(content)
