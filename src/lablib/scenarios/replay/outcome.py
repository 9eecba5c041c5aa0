"""What a replay says in the end, whichever engine ran it."""

from __future__ import annotations

from dataclasses import dataclass

from lablib.scenarios.replay.dashboard import Dashboard
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator.ledger.fates import Example
from lablib.simulator.ledger.shard_seconds import Seconds, SecondsTable


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of every record, what CloudWatch showed, and what every shard was offered each second."""

    offered: int
    never_sent: int
    throttled: int
    """Records that were throttled and never sent again."""
    given_up: int
    """Records that the producer gave up, and said so."""
    rejections: int
    """How many times a record was rejected. One that is sent again may be rejected again."""
    duplicates: int
    """Copies stored beyond the first of each record."""
    reordered: int
    """Records stored after a newer one of the same gateway and key."""
    first_lost: Example | None
    dashboard: Dashboard
    shard_seconds: Seconds

    @property
    def seconds(self) -> SecondsTable:
        """What every shard was offered in each second, made anew: 48 bytes for each, the silent ones too."""
        return self.shard_seconds.table(STREAM)

    @property
    def lost(self) -> int:
        """Records that no shard ever took."""
        return self.never_sent + self.throttled + self.given_up
