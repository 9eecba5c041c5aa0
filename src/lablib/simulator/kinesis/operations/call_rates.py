"""How often an operation may be called: so many a second for the account, or for one stream.

Model: a call counts for one second after it was let through; a throttled call does not count.
Source: https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html
"""

from __future__ import annotations

from bisect import bisect_right

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.state.region import Params, Region

DAY_US = 24 * limits.S_PER_HOUR * limits.US_PER_S


def check_rate(region: Region, operation: str, params: Params, now_us: int) -> None:
    """Count a call whose rate is limited. Raises `LimitExceededException` if it is one too many."""
    per_s = limits.CALLS_PER_S_ACCOUNT.get(operation, limits.CALLS_PER_S_STREAM.get(operation))
    if per_s is None:
        return
    name = stream_name_in(params)
    counted = name if operation in limits.CALLS_PER_S_STREAM else ""
    if counted is not None and not take(region, operation, counted, per_s, now_us):
        what = f"stream {name} under account" if name is not None else "account"
        raise AwsError("LimitExceededException", f"Rate exceeded for {what} {limits.ACCOUNT_ID}.")


def take(region: Region, operation: str, counted: str, most: int, now_us: int) -> bool:
    """Count one call of `operation` on `counted` (a stream, a shard; "" for the account).

    False, and nothing counted, if `most` calls were let through in the second before.
    """
    times_us = region.call_times_us.setdefault((operation, counted), [])
    if recent(times_us, limits.US_PER_S, now_us) >= most:
        return False
    times_us.append(now_us)
    return True


def recent(times_us: list[int], window_us: int, now_us: int) -> int:
    """How many of `times_us` (growing) lie less than `window_us` back; the older are dropped from it."""
    del times_us[: bisect_right(times_us, now_us - window_us)]
    return len(times_us)


def check_daily(stream: str, times_us: list[int], most: int, operation: str, now_us: int) -> None:
    """Raises `LimitExceededException` if `most` of the calls at `times_us` were in the last 24 hours."""
    if recent(times_us, DAY_US, now_us) >= most:
        raise AwsError(
            "LimitExceededException",
            f"{operation} was called {most} times on stream {stream} under account {limits.ACCOUNT_ID}"
            " in the last 24 hours, which is the limit.",
        )


def stream_name_in(params: Params) -> str | None:
    """The stream that a request names, by name or by the ARN of the stream or of one of its consumers."""
    name = params.get("StreamName")
    if name is not None:
        return str(name)
    arn = params.get("StreamARN") or params.get("ConsumerARN") or params.get("ResourceARN")
    return str(arn).split("/")[1] if arn else None
