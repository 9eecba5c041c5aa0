"""For some minutes GetRecords shows the age of a child shard into which nothing was written yet.

As reported in https://github.com/awslabs/amazon-kinesis-client/issues/158
"""

from __future__ import annotations

from lablib.scenarios.incidents.cause import Herring
from lablib.scenarios.incidents.system import System
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits

SHOWN_MIN = 4
DAY_MS = 24.0 * limits.S_PER_HOUR * limits.US_PER_MS


def _begin(system: System, minute: float) -> None:
    def show() -> None:
        dimensions, name = (("StreamName", STREAM),), "GetRecords.IteratorAgeMilliseconds"
        now_us = system.world.clock.now_us
        system.world.metrics.add("AWS/Kinesis", name, dimensions, DAY_MS, now_us, "Milliseconds")

    for number in range(SHOWN_MIN):
        system.at(minute + number, show)


HERRING = Herring(
    id="empty-child-shard",
    says="GetRecords' age jumped to 24 hours and back: that of an empty child shard, and of no record",
    begin=_begin,
)
