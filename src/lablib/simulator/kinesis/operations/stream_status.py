"""The states of a stream, which pass on virtual time: CREATING -> ACTIVE <-> UPDATING -> DELETING -> gone."""

from __future__ import annotations

from collections.abc import Callable

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.state.stream import Stream


def require_active(stream: Stream) -> None:
    """Raises `ResourceInUseException` unless the stream is ACTIVE."""
    if stream.status != "ACTIVE":
        raise AwsError(
            "ResourceInUseException",
            f"Stream {stream.name} under account {limits.ACCOUNT_ID} not ACTIVE, instead in state"
            f" {stream.status}",
        )


def pass_through(
    region: Region, stream: Stream, status: str, until_us: int, then: Callable[[], None] | None = None
) -> None:
    """Put the stream into `status`; at `until_us` it is ACTIVE, and `then()` brings the change about."""
    stream.status = status

    def arrive() -> None:
        stream.status = "ACTIVE"
        if then is not None:
            then()

    region.clock.call_at(until_us, arrive)


def update(region: Region, stream: Stream, now_us: int, then: Callable[[], None]) -> None:
    """UPDATING for as long as the model has it; the change takes effect at the end.

    Raises `ResourceInUseException` unless the stream is ACTIVE.
    """
    require_active(stream)
    pass_through(region, stream, "UPDATING", now_us + int(limits.UPDATE_STREAM_S * limits.US_PER_S), then)
