"""Ten million records over a hundred shards in an hour, as arrays; and a day under a capacity plan."""

from __future__ import annotations

import numpy as np

from benchmarks.row import Row, real_seconds_of
from lablib.scenarios.capacity import ON_DEMAND, Load, Plan, capacity_run, launch, tenants, usual_day
from lablib.scenarios.shards.shard_arrays import dealt, stored_of

MOST_S = 1.5
RECORDS, SHARDS, SECONDS, FLUSH_S = 10_000_000, 100, 3_600, 10


def hour() -> list[Row]:
    """Gateways flush every ten seconds, a fifth of the records in the keys of one shard."""
    throttled = 0

    def play() -> None:
        nonlocal throttled
        totals = np.zeros(SECONDS, dtype=np.int64)
        totals[::FLUSH_S] = RECORDS * FLUSH_S // SECONDS
        totals[0] += RECORDS - totals.sum()
        shares = np.full(SHARDS, 0.8 / (SHARDS - 1))
        shares[17] = 0.2
        offered = dealt(totals, shares, 0)
        throttled = int((offered - stored_of(offered, 200)).sum())

    took_s = real_seconds_of(play)
    load = Load((tenants(usual_day(7) + launch(14.0, 40, 7_000)),))
    capacity_run(load, Plan())
    day_s = real_seconds_of(lambda: capacity_run(load, Plan(ON_DEMAND)))
    what = f"{RECORDS:,} records offered to {SHARDS} shards in an hour, {throttled:,} throttled"
    return [
        Row(what, f"{took_s:.2f} s", f"at most {MOST_S} s", took_s <= MOST_S),
        Row(f"a day of {load.per_s.sum():,} records under on-demand scaling", f"{day_s:.2f} s", "", None),
    ]
