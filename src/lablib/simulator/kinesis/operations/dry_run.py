"""DryRun: would this request succeed? All is checked; then the answer is an exception, and nothing is done.

Source: https://docs.aws.amazon.com/streams/latest/dev/kds-dryrun-validation.html
"""

from __future__ import annotations

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations.call_rates import take
from lablib.simulator.kinesis.state.region import Params, Region
from lablib.simulator.kinesis.state.stream import Stream


def end_dry_run(region: Region, stream: Stream, params: Params, now_us: int) -> None:
    """Called when nothing is wrong with a request and before it takes anything of a shard.

    Raises `DryRunOperationException` if it was only to be checked; `ThrottlingException` for the second such
    request in a second, the operations counted together.
    """
    if not params.get("DryRun"):
        return
    if not take(region, "DryRun", stream.name, limits.DRY_RUNS_PER_S_STREAM, now_us):
        raise AwsError("ThrottlingException", "Rate exceeded")
    raise AwsError(
        "DryRunOperationException", "The request was rejected because the DryRun parameter was specified."
    )
