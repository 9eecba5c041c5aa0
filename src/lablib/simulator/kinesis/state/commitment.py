"""The account's commitment to a minimum of billed throughput: whether it has one, since when, until when.

A commitment lasts 24 hours at least; one that is given up before is over when they are.
Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_MinimumThroughputBillingCommitmentInput.html
"""

from __future__ import annotations

from dataclasses import dataclass

from lablib.simulator import limits

MIN_US = limits.COMMITMENT_MIN_H * limits.S_PER_HOUR * limits.US_PER_S


@dataclass(slots=True)
class Commitment:
    """The newest commitment of the account: none, one that lasts, or one with an end."""

    started_us: int | None = None
    ends_us: int | None = None
    """When it ends or ended; None while nobody has given it up."""

    def status(self, now_us: int) -> str:
        """ENABLED, DISABLED or ENABLED_UNTIL_EARLIEST_ALLOWED_END."""
        if self.started_us is None:
            return "DISABLED"
        if self.ends_us is None:
            return "ENABLED"
        return "DISABLED" if now_us >= self.ends_us else "ENABLED_UNTIL_EARLIEST_ALLOWED_END"

    def holds(self, now_us: int) -> bool:
        """Whether the account has what a commitment brings."""
        return self.status(now_us) != "DISABLED"

    def enable(self, now_us: int) -> None:
        """Begin a commitment, or take back that it was given up."""
        if not self.holds(now_us):
            self.started_us = now_us
        self.ends_us = None

    def disable(self, now_us: int) -> None:
        """End it, at once or when its 24 hours are over."""
        if self.started_us is not None and self.ends_us is None:
            self.ends_us = max(now_us, self.started_us + MIN_US)
