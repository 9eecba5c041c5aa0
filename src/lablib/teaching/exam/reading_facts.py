"""The answers of the exam about a mapping and its function, computed by the simulator's own rules."""

from __future__ import annotations

from random import Random

from lablib.scenarios.elsewhere.two_sources import done
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.age_and_retention import count_too_old
from lablib.simulator.lambda_.mapping.backoff import wait_us
from lablib.simulator.lambda_.mapping.batch import Batch
from lablib.simulator.lambda_.mapping.bisect_batch import halves
from lablib.simulator.lambda_.mapping.handler_response import first_failure
from lablib.simulator.lambda_.mapping.settings import Settings
from lablib.teaching.exam.templates import Facts

MS_PER_S = 1_000


def pause_between_reads(*, readers: int) -> Facts:
    """All standard readers of a shard share its calls."""
    alone_ms = MS_PER_S / limits.SHARD_READ_CALLS_PER_S
    return {"alone_ms": alone_ms, "shared_ms": alone_ms * readers}


def invocations_of_a_window(*, shards: int, window_s: int, rate: int) -> Facts:
    """One per shard each time that the window ends."""
    of_stream = limits.S_PER_HOUR // window_s
    return {
        "by_shard": shards * of_stream,
        "of_stream": of_stream,
        "each_second": shards * limits.S_PER_HOUR,
        "each_record": rate * limits.S_PER_HOUR,
    }


def invocations_of_full_batches(*, shards: int, window_s: int, rate: int) -> Facts:
    """A batch that fills before the window ends closes when it is full."""
    records = shards * rate * limits.S_PER_HOUR
    of_stream = limits.S_PER_HOUR // window_s
    return {
        "full": records // limits.MAPPING_BATCH_SIZE_DEFAULT,
        "fills_after_s": limits.MAPPING_BATCH_SIZE_DEFAULT / rate,
        "by_window": shards * of_stream,
        "of_stream": of_stream,
        "each_record": records,
    }


def concurrency_left(*, shards: int, factor: int) -> Facts:
    """A mapping takes what all functions of the account share."""
    everything = limits.ACCOUNT_CONCURRENCY
    return {
        "left": max(0, everything - shards * factor),
        "all": everything,
        "without_factor": everything - shards,
    }


def backlog_after_a_split(*, backlog: int, rate: int) -> Facts:
    """A mapping takes the whole backlog from the parent before it reads a child."""
    return {"parent_first_s": backlog // rate, "halved_s": backlog // (2 * rate), "at_once_s": 0}


def end_of_a_record(*, retention_h: int, age_h: int) -> Facts:
    """The limit that is up first takes a record that always fails."""
    return {"age_s": age_h * limits.S_PER_HOUR, "hours": min(retention_h, age_h), "at_once": 0}


def age_limit_on_a_backlog(*, behind_h: int, age_h: int) -> Facts:
    """What is older than the limit goes at once, hour by hour of arrival."""
    hour_us = limits.S_PER_HOUR * limits.US_PER_S
    arrivals_us = [hour * hour_us for hour in range(behind_h)]
    settings = Settings(maximum_record_age_s=age_h * limits.S_PER_HOUR)
    too_old = count_too_old(_batch(arrivals_us), settings, behind_h * hour_us)
    return {"age_s": age_h * limits.S_PER_HOUR, "hours": too_old, "none": 0, "all_h": behind_h}


def pauses_of_retries(*, retries: int) -> Facts:
    """The pauses before it, as the mapping makes them."""
    no_jitter = Random(0)
    total_us = sum(wait_us(failures, no_jitter) for failures in range(1, retries + 1))
    return {
        "right_s": total_us / limits.US_PER_S,
        "minutes_s": retries * limits.MAPPING_BACKOFF_MAX_S,
        "short_s": retries * limits.MAPPING_BACKOFF_BASE_S,
    }


def invocations_of_a_bad_record(*, records: int, place: int) -> Facts:
    """The batch fails as a whole, then each half with the record in it, until it is alone."""
    part, invocations = _batch(range(records)), 1
    while len(part) > 1:
        older, newer = halves(part)
        part = older if place in older.positions else newer
        invocations += 1
    return {"invocations": invocations, "one": 1}


def delivered_again(*, records: int, first: int, second: int) -> Facts:
    """Everything from the lowest sequence number of the report on."""
    numbers = range(records)
    report = {"batchItemFailures": [{"itemIdentifier": str(each)} for each in (second, first)]}
    lowest = first_failure(report, numbers) or 0
    return {
        "last": records - 1,
        "from_lowest": records - lowest,
        "listed": 2,
        "from_last": records - second,
        "all": records,
    }


def too_old_records(*, age_s: int, records: int, old: int) -> Facts:
    """The first records that are past the age, and no others."""
    older_s, younger_s = age_s + 1, age_s - 10
    arrivals_us = [-older_s * limits.US_PER_S] * old + [-younger_s * limits.US_PER_S] * (records - old)
    given_up = count_too_old(_batch(arrivals_us), Settings(maximum_record_age_s=age_s), 0)
    return {"older_s": older_s, "younger_s": younger_s, "given_up": given_up, "all": records, "none": 0}


def retries_after_throttles(*, most: int, throttled: int) -> Facts:
    """Only a function that ran uses up a retry."""
    return {"retries": most, "less": most - throttled}


def follow_the_count(*, served: int, not_stored: int, not_booked: int) -> Facts:
    """The first place whose number is too low has its own share of what is missing, and no more."""
    stored = served - not_stored
    booked = stored - not_booked
    return {"stored": stored, "booked": booked, "unbooked": stored - booked, "missing": served - booked}


def what_a_rollback_leaves(*, percent: int, deployed: int, minutes: int, per_min: int) -> Facts:
    """A position moves on whatever the version books, and doesn't come back with the version before."""
    return {"back": deployed + minutes, "left": minutes * per_min * percent // 100, "none": 0}


def deleted_untried(*, records: int, first: int) -> Facts:
    """What the queue takes for done, but for what the handler was through with."""
    messages = [{"MessageId": str(number)} for number in range(records)]
    report = {"batchItemFailures": [{"itemIdentifier": str(first)}]}
    return {"deleted": len(done(report, messages)) - first, "none": 0}


def _batch(arrivals_us: range | list[int]) -> Batch:
    places = range(len(arrivals_us))
    return Batch(places, places, arrivals_us, places, len(arrivals_us))
