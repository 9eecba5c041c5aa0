"""The month's account in dollars: what each part of the leak costs in one run, and what its remedy leaves.

`course/account.toml` has the results, with how often each run stands in the month; a test plays them again.
"""

from collections.abc import Callable
from typing import NamedTuple

from lablib.scenarios.account import at_the_mapping, at_the_producer


class Runs(NamedTuple):
    """Two runs of one part of the leak. Each returns dollars."""

    leaking: Callable[[], float]
    repaired: Callable[[], float]
    """The same stretch with the remedy that the lab arrives at."""


RUNS = {
    "never-resent": Runs(at_the_producer.never_resent, at_the_producer.resent),
    "retry-storm": Runs(at_the_producer.given_up_in_a_storm, at_the_producer.spread_by_jitter),
    "stored-twice": Runs(at_the_producer.stored_twice, at_the_producer.counted_once),
    "old-producer": Runs(at_the_producer.lost_by_the_old_region, at_the_producer.spread_by_session),
    "launch": Runs(at_the_producer.throttled_at_the_launch, at_the_producer.room_at_the_launch),
    "small-batches": Runs(at_the_mapping.small_batches, at_the_mapping.full_batches),
    "gap": Runs(at_the_mapping.missed_by_a_new_mapping, at_the_mapping.begun_before_the_gap),
    "expired": Runs(at_the_mapping.expired_behind_poison, at_the_mapping.bisected_at_two),
    "dropped": Runs(at_the_mapping.dropped_beside_poison, at_the_mapping.bisected_from_the_start),
}
"""By the id of the part in `course/account.toml`."""
