"""One shard: a hash range, the log of its records, the limits of what is written and read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lablib.simulator.kinesis.state.read_limiter import ReadLimiter
from lablib.simulator.kinesis.state.record_log import RecordLog
from lablib.simulator.kinesis.state.write_limiter import WriteLimiter

_NUMBERED = re.compile(r"(?:[^-]*-)?([0-9]+)")
_INDEX_END = 2**31


def full_shard_id(text: str) -> str:
    """The id of a shard as AWS writes it, for each way that it accepts: shardId-5, shard-00005, 5.

    A text that names no shard stays as it is. Source: recorded from AWS by the authors of kinesalite
    (https://github.com/mhart/kinesalite/blob/master/test/mergeShards.js).
    """
    found = _NUMBERED.fullmatch(text)
    if found is None or int(found[1]) >= _INDEX_END:
        return text
    return f"shardId-{int(found[1]):012d}"


@dataclass(slots=True)
class Shard:
    """A hash range with a log. Open, then closed by a reshard, then expired with its last record."""

    index: int
    hash_start: int
    hash_end: int
    created_us: int
    start_sequence: int
    write_limiter: WriteLimiter
    read_limiter: ReadLimiter
    parent: str | None = None
    adjacent_parent: str | None = None
    end_sequence: int | None = None
    closed_us: int | None = None
    log: RecordLog = field(default_factory=RecordLog)
    owed_from: dict[str, int] = field(default_factory=dict)
    """By the UUID of each mapping that reads the shard: the first position that it has to deal with."""
    on_expiry: dict[str, Callable[[int], None]] = field(default_factory=dict)
    """By the UUID of each mapping that polls the shard: called just before retention takes records from it,
    with the first position that stays."""
    id: str = field(init=False)
    """As AWS names shards."""

    def __post_init__(self) -> None:
        self.id = f"shardId-{self.index:012d}"

    @property
    def is_open(self) -> bool:
        """Whether it takes records."""
        return self.closed_us is None

    def first_owed(self) -> int:
        """The first position that some mapping has to deal with; the log's end if none reads the shard."""
        return min(self.owed_from.values(), default=self.log.end)
