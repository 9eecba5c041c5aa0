"""What virtual time raises."""

from __future__ import annotations

from datetime import UTC, datetime

from lablib.simulator import limits


class ClockError(RuntimeError):
    """Code asked something of virtual time that it cannot do; the message names the remedy."""


class OutOfTime(BaseException):
    """The world was given a last moment and code wanted to go past it.

    Not an `Exception`: code that catches everything and tries again for ever must end as well.
    """

    def __init__(self, stop_at_us: int) -> None:
        stop_at = datetime.fromtimestamp(stop_at_us // limits.US_PER_S, UTC)
        super().__init__(
            f"virtual time would pass {stop_at:%Y-%m-%d %H:%M:%S}Z, the last moment of this world. "
            "Remedy: end what waits or retries for ever, or give the world a later stop_after_s"
        )
