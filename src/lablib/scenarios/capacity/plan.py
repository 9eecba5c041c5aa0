"""How a stream is provided for: its mode, its shards, and what is changed in time."""

from __future__ import annotations

from dataclasses import dataclass

from lablib.billing.bill import ADVANTAGE, MODES, ON_DEMAND, PROVISIONED
from lablib.simulator import limits


@dataclass(frozen=True, slots=True)
class Plan:
    """A capacity plan. An on-demand stream begins with `shards`, too: four, or those of its mode before."""

    mode: str = PROVISIONED
    """PROVISIONED, ON_DEMAND or ADVANTAGE."""
    shards: int = limits.ON_DEMAND_START_SHARDS
    changes: tuple[tuple[int, int], ...] = ()
    """UpdateShardCount, of a provisioned stream: (second, shards), in order."""
    warm_mib_per_s: int = 0
    """Warm throughput; with Advantage only."""
    auto: bool = False
    """RecordDistributionStrategy AUTO: the service places the records. On demand only."""

    def __post_init__(self) -> None:
        """Raises ValueError for what the API would refuse as well."""
        if self.mode not in MODES:
            raise ValueError(f"mode is {self.mode!r}: give one of {', '.join(MODES)}")
        if self.changes and self.mode != PROVISIONED:
            raise ValueError(
                f"mode is {self.mode}, which scales by itself: give `changes` for {PROVISIONED} streams only"
            )
        if self.warm_mib_per_s and self.mode != ADVANTAGE:
            raise ValueError(f"mode is {self.mode}: give warm_mib_per_s with mode {ADVANTAGE} only")
        if self.auto and self.mode == PROVISIONED:
            raise ValueError(f"mode is {self.mode}: give auto=True with mode {ON_DEMAND} or {ADVANTAGE} only")
        if self.shards < 1:
            raise ValueError(f"shards is {self.shards}: give 1 or more")

    def __str__(self) -> str:
        words = [self.mode.lower().replace("_", "-")]
        if self.mode == PROVISIONED:
            words.append("1 shard" if self.shards == 1 else f"{self.shards} shards")
        words += [f"{shards} from {_clock(second)}" for second, shards in self.changes]
        if self.warm_mib_per_s:
            words.append(f"warm {self.warm_mib_per_s} MiB/s")
        return ", ".join(words + ["AUTO"] * self.auto)


def _clock(second: int) -> str:
    return f"{second // limits.S_PER_HOUR:02d}:{second // 60 % 60:02d}"
