"""One measurement: what it makes and does in an account, and which behaviors can be read from what it saw.

A measurement is a function that uses boto3. The same function runs on AWS and in the simulator. So the
model's answer to a recorded run is the measurement, played in a world of the same seed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from statistics import StatisticsError
from typing import Any

from lablib.conformance.environment import Environment

Seen = dict[str, Any]
"""What a measurement saw, as JSON: responses, batches, datapoints, each with its time. Nothing that names an
account or a resource."""


@dataclass(frozen=True, slots=True)
class Makes:
    """What a measurement makes in an account. All of it is deleted at its end."""

    streams: int = 1
    """With one shard each, which is paid for an hour."""
    functions: int = 0
    mappings: int = 0
    queues: int = 0
    records: int = 0
    """That it puts, about."""


@dataclass(frozen=True, slots=True)
class Behavior:
    """A sentence about AWS with a value in it, and how the value is read from what was seen."""

    id: str
    says: str
    of: Callable[[Seen], Any]
    """May raise the errors of an empty list or a missing key: then the run doesn't have this behavior."""
    within: float = 0
    """Two numbers are the same behavior if they differ by no more than this share of the model's."""

    def read(self, seen: Seen) -> Any:
        """The value, or None if too little was seen for one."""
        try:
            return self.of(seen)
        except (KeyError, IndexError, StatisticsError, ValueError, ZeroDivisionError):
            return None

    def same(self, recorded: Any, model: Any) -> bool:
        """Whether two values are the same behavior."""
        numbers = all(isinstance(value, int | float) for value in (recorded, model))
        if self.within and numbers:
            return bool(abs(recorded - model) <= self.within * abs(model))
        return bool(recorded == model)


@dataclass(frozen=True, slots=True)
class Measurement:
    """A question to AWS that its pages leave open."""

    id: str
    asks: str
    closes: str
    """The subject of a model choice on the fidelity page, which the answer replaces."""
    does: str
    minutes: int
    """At most, with what it makes and deletes."""
    makes: Makes
    observe: Callable[[Environment], Seen]
    behaviors: tuple[Behavior, ...]
