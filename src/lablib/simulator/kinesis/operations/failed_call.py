"""What CloudWatch hears of a call that the service failed as a whole, before it looked at its records.

The metrics page calls PutRecords.Success the number of calls in which a record succeeded, and advises an
alarm on its Average: so a call that failed inside is a 0 in it. Model: it leaves nothing in any other metric,
as the service did not get to the records. A call that never arrived leaves nothing at all.
Source: https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
"""

from __future__ import annotations

from lablib.simulator.api import constraints
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations import iterators
from lablib.simulator.kinesis.state.region import Params, Region

WITH_SUCCESS = ("GetRecords", "PutRecord", "PutRecords")
"""The operations that have a metric Success."""


def count_failed_call(region: Region, operation: str, params: Params, now_us: int) -> None:
    """Leave the 0, if the call is one that a stream here would have answered."""
    if operation not in WITH_SUCCESS or params.get("DryRun"):
        return
    try:
        stream_name = _stream_name(region, operation, params, now_us)
    except AwsError:  # it would have been refused in any case, which leaves no sample
        return
    region.metrics.call_failed(stream_name, operation, now_us)


def _stream_name(region: Region, operation: str, params: Params, now_us: int) -> str:
    if not isinstance(params, constraints.Checked):
        constraints.check("kinesis", operation, params)
    if operation != "GetRecords":
        return region.find_readable(params).name
    stream, _ = iterators.resolve(region, iterators.from_token(params["ShardIterator"]), now_us)
    return stream.name
