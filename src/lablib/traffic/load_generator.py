"""Load for a stream without a producer, for whoever looks at the consumer's end.

    feed(world, "usage-events", incident(gateways=1)[0])

It writes as PutRecords does (limits, metrics, ledger), and leaves out boto3 and the network, which cost a
hundred times more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sized
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from lablib.simulator import limits
from lablib.simulator.kinesis.operations.put import PutCall
from lablib.simulator.kinesis.operations.put_columns import Columns
from lablib.simulator.kinesis.operations.put_whole import put_whole
from lablib.simulator.kinesis.state.region import Caller

if TYPE_CHECKING:
    from lablib.simulator.clock.flow import Flow
    from lablib.simulator.kinesis.state.stream import Stream
    from lablib.simulator.world import World

PRODUCER = "feed"


class Feedable(Protocol):
    """What can be fed: `lablib.traffic.Event`, or whatever else has a time, a key and bytes."""

    @property
    def at_us(self) -> int:
        """When it happens, in microseconds since the epoch."""
        ...

    @property
    def key(self) -> str:
        """The partition key."""
        ...

    def payload(self) -> bytes:
        """The record's data."""
        ...


def feed(world: World, stream: str, events: Iterable[Feedable]) -> Flow:
    """Write `events`, which are in order of time, into `stream` from now on; returns the flow that does it.

    What happens within a second is written at that second's end, in calls of at most 500. A throttled
    record is not sent again, as by a producer that never reads the answer. An event whose second is over
    already is written at once. Raises ValueError if there is no such stream, and NoWorldOpen if `world` is
    closed.
    """
    world.require_open()
    return write(world, stream, events)


def write(world: World, stream: str, events: Iterable[Feedable]) -> Flow:
    """`feed`, also into a world that is never opened, such as a widget's."""
    found = world.kinesis.streams.get(stream)
    if found is None:
        raise ValueError(
            f"there is no stream {stream!r} to feed; there are: {', '.join(world.kinesis.streams) or 'none'}"
        )
    written = 0

    def run() -> None:
        nonlocal written
        for second, group in groupby(events, key=lambda event: event.at_us // limits.US_PER_S):
            happened = list(group)
            world.clock.sleep_until((second + 1) * limits.US_PER_S)
            _write(world, found, happened)
            written += len(happened)

    flow = world.spawn(run, name=PRODUCER)
    if isinstance(events, Sized):
        total = max(1, len(events))
        flow.how_far = lambda: written / total
    return flow


def _write(world: World, stream: Stream, happened: list[Feedable]) -> None:
    """The events of a second, in calls of at most 500."""
    keys, data = [event.key for event in happened], [event.payload() for event in happened]
    for start in range(0, len(keys), limits.PUT_RECORDS_MAX_ENTRIES):
        part = slice(start, start + limits.PUT_RECORDS_MAX_ENTRIES)
        _put(world, stream, keys[part], data[part])


def _put(world: World, stream: Stream, keys: list[str], data: list[bytes]) -> None:
    """One PutRecords, from where the service has checked the parameters."""
    region, now_us = world.kinesis, world.clock.now_us
    region.caller = Caller(PRODUCER)
    sizes_bytes = [len(content) + len(key) for key, content in zip(keys, data, strict=True)]
    columns = Columns(keys, data, sizes_bytes)
    if put_whole(region, stream, columns, now_us) is not None:
        return
    call = PutCall(region, stream, now_us)
    call.put_all(columns.entries(), sizes_bytes)
    call.settle()
    call.report(region.metrics.put_records)
