"""The account's settings: MinimumThroughputBillingCommitment, which makes on-demand streams "Advantage".

The account pays for a minimum of throughput, and gets warm throughput and 50 consumers a stream.
Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateAccountSettings.html. Model: asking
for what is so changes nothing, and the streams keep their shards and consumers when a commitment ends.
"""

from __future__ import annotations

from typing import Any

from lablib.simulator import limits
from lablib.simulator.kinesis.state.commitment import MIN_US, Commitment
from lablib.simulator.kinesis.state.region import Operation, Params, Region


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
