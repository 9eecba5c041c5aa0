# A dataclass for a limit and a generator of those that run out; very defensive.
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    name: str
    is_on: bool
    lasts_s: float

    def runs_out_before(self, wait_s: float) -> bool:
        return self.is_on and self.lasts_s < wait_s


def limits(retention_h, mapping, pause_s) -> Iterator[Limit]:
    yield Limit("retention", True, retention_h * 60 * 60)
    age = mapping.get("MaximumRecordAgeInSeconds")
    yield Limit("age", age is not None and age >= 0, age or 0)
    retries = mapping.get("MaximumRetryAttempts")
    is_on = retries is not None and retries >= 0
    yield Limit("attempts", is_on, sum(pause_s(n + 1) for n in range(retries)) if is_on else 0)


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    if wait_s <= 0:
        return []
    return [limit.name for limit in limits(retention_h, mapping, pause_s) if limit.runs_out_before(wait_s)]
