"""What the company runs, in numbers. A cause may ask for others.

Each event that is played stands for some hundreds of the company's, so one of them takes the booking function
seconds instead of milliseconds: what decides is how fast it is compared with what arrives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lablib.scenarios.incidents import handlers, producers


class Before(NamedTuple):
    """A stretch of time before the night, and what was written in it."""

    from_h: float
    """Hours before the night begins."""
    hours: float
    per_s: float
    """Events per second at night, of a day as long as `Setup.per_s` has it."""


@dataclass(frozen=True, slots=True)
class Setup:
    """Of the stream, the gateways and the booking function."""

    shards: int = 3
    retention_h: int = 24
    per_s: float = 1.25
    """Events per second over a whole day; at night it is 0.4 of that."""
    flush_every_s: int = 60
    row_s: float = 3.0
    """Writing one row of the books takes so long."""
    batch_size: int = 30
    timeout_s: int = 120
    handler: str = next(iter(handlers.VERSIONS))
    producer: str = next(iter(producers.VERSIONS))
    mode: str = "PROVISIONED"
    """Of the stream; on demand it begins with four shards."""
    shard_takes_a_min: int = 60
    """Records that a shard takes in a minute, or at once after one without writes."""
    read_weight: int = 1
    """A reader's bytes weigh so many times what they are."""
    mapping: Mapping[str, Any] = field(default_factory=dict)
    """Members of CreateEventSourceMapping that the booking function's mapping has beside BatchSize."""
    readers: tuple[str, ...] = ()
    """Functions of other teams that read the stream, too."""
    before: tuple[Before, ...] = ()
    """What the stream holds when the night begins, with the booking function far behind."""

    @property
    def before_h(self) -> float:
        """Hours from the world's first moment to the night."""
        return max((each.from_h for each in self.before), default=0.0)
