# A dataclass for each limit that is on, asked whether it is up in time.
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    name: str
    seconds: float

    def is_up_before(self, wait):
        return self.seconds < wait


def limits(retention_h, mapping, pause_s):
    yield Limit("retention", 60 * 60 * retention_h)
    if (age := mapping["MaximumRecordAgeInSeconds"]) != -1:
        yield Limit("age", age)
    if (retries := mapping["MaximumRetryAttempts"]) != -1:
        yield Limit("attempts", sum(pause_s(number + 1) for number in range(retries)))


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    return [limit.name for limit in limits(retention_h, mapping, pause_s) if limit.is_up_before(wait)]
