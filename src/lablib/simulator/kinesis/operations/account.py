"""The account's settings: MinimumThroughputBillingCommitment, which makes on-demand streams "Advantage".

The account pays for a minimum of throughput, and gets warm throughput and 50 consumers a stream. A commitment
lasts 24 hours at least; one that is given up before is over when they are.
Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateAccountSettings.html and
API_MinimumThroughputBillingCommitmentInput.html beside it. Model: asking for what is so changes nothing, and
the streams keep their shards and consumers when a commitment ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lablib.simulator import limits

if TYPE_CHECKING:
    from lablib.simulator.kinesis.state.region import Operation, Params, Region

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


def update_account_settings(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Begin or give up the commitment; answers the settings as they are then."""
    if params["MinimumThroughputBillingCommitment"]["Status"] == "ENABLED":
        region.commitment.enable(now_us)
    else:
        region.commitment.disable(now_us)
    return _shown(region.commitment, now_us)


def describe_account_settings(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """The account's settings."""
    del params
    return _shown(region.commitment, now_us)


OPERATIONS: dict[str, Operation] = {
    "DescribeAccountSettings": describe_account_settings,
    "UpdateAccountSettings": update_account_settings,
}


def _shown(commitment: Commitment, now_us: int) -> dict[str, Any]:
    shown: dict[str, Any] = {"Status": commitment.status(now_us)}
    if commitment.started_us is not None:
        shown["StartedAt"] = commitment.started_us / limits.US_PER_S
        if commitment.holds(now_us):
            shown["EarliestAllowedEndAt"] = (commitment.started_us + MIN_US) / limits.US_PER_S
        elif commitment.ends_us is not None:
            shown["EndedAt"] = commitment.ends_us / limits.US_PER_S
    return {"MinimumThroughputBillingCommitment": shown}
