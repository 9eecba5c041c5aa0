"""The answers of the exam, right and wrong, computed from AWS's numbers by the simulator's own rules.

A function for each template of `course/exam.toml`, under its id. It takes what was drawn, and returns what
the template's texts, `answer` and `wrong` name.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from math import ceil
from random import Random
from typing import Any

from lablib.billing import prices
from lablib.billing.bill import PROVISIONED, bill
from lablib.billing.quantities import usage_of_load
from lablib.scenarios.elsewhere.two_sources import done
from lablib.simulator import limits
from lablib.simulator.kinesis.state.on_demand_rule import Load, capacity_for, of_shards, shards_for
from lablib.simulator.kinesis.state.routing import even_ranges, hash_of
from lablib.simulator.kinesis.state.write_limiter import TokenBucket
from lablib.simulator.lambda_.mapping.age_and_retention import count_too_old
from lablib.simulator.lambda_.mapping.backoff import wait_us
from lablib.simulator.lambda_.mapping.batch import Batch
from lablib.simulator.lambda_.mapping.bisect_batch import halves
from lablib.simulator.lambda_.mapping.handler_response import first_failure
from lablib.simulator.lambda_.mapping.settings import Settings
from lablib.teaching.checks.batch_calls import fates

Facts = dict[str, Any]
KIB = 2**10
MIB = 2**20
MS_PER_S = 1_000


def events_missing(*, served: int, lost: int, copies: int) -> Facts:
    """A copy in the stream makes up for a missing event in a sum."""
    stored = served - lost + copies
    return {"stored": stored, "distinct": stored - copies, "missing": lost, "difference": served - stored}


def share_missing(*, served: int, stored: int) -> Facts:
    """Of what was served, not of what was stored."""
    missing = served - stored
    of_served = 100 * missing / served
    return {
        "missing": missing,
        "of_served": of_served,
        "of_stored": round(100 * missing / stored),
        "as_share": of_served / 100,
    }


def which_shard(*, tenant: int, shards: int) -> Facts:
    """The range that holds the MD5, read with the most significant byte first."""
    hash_key = hash_of(f"t-{tenant}")
    backwards = int.from_bytes(hash_key.to_bytes(16, "big"), "little")
    return {
        "hash_key": hash_key,
        "share": hash_key / limits.HASH_KEY_MAX,
        "right": _range_of(hash_key, shards),
        "remainder": hash_key % shards,
        "reversed_bytes": _range_of(backwards, shards),
    }


def _range_of(hash_key: int, shards: int) -> int:
    return next(place for place, (start, end) in enumerate(even_ranges(shards)) if start <= hash_key <= end)


def shards_for_load(*, records: int, size_kib: int) -> Facts:
    """As many as the nearer of the two limits asks for."""
    size = records * size_kib * KIB
    right, by_records = shards_for(Load(size, records)), shards_for(Load(0, records))
    return {
        "mib": size / MIB,
        "right": right,
        "by_records": by_records,
        "added": shards_for(Load(size, 0)) + by_records,
        "rounded_down": size // of_shards(1).bytes_per_s,
    }


def pause_between_reads(*, readers: int) -> Facts:
    """All standard readers of a shard share its calls."""
    alone_ms = MS_PER_S / limits.SHARD_READ_CALLS_PER_S
    return {"alone_ms": alone_ms, "shared_ms": alone_ms * readers}


def records_not_stored(*, calls: int, per_call: int) -> Facts:
    """Each record asks its shard's limiter for itself."""
    shard = TokenBucket(0)
    refused = [sum(not shard.admit(0, 0) for _ in range(per_call)) for _ in range(calls)]
    sent = calls * per_call
    return {
        "sent": sent,
        "throttled": sum(refused),
        "none": 0,
        "whole_calls": per_call * sum(map(bool, refused)),
        "both_shards": max(0, sent - of_shards(2).records_per_s),
    }


def calls_for_a_flush(*, events: int) -> Facts:
    """Full calls, and one for the rest."""
    return {"calls": ceil(events / limits.PUT_RECORDS_MAX_ENTRIES), "one": 1, "each": events}


def whole_call_again(*, records: int, failed: int) -> Facts:
    """What the first call stored is stored a second time."""
    return {"twice": records - failed, "none": 0}


def pause_bounds(*, base_s: float, cap_s: float, retry: int) -> Facts:
    """The upper bounds of full jitter, and what it isn't."""
    uncapped_s = base_s * 2**retry
    return {
        "right_s": min(cap_s, uncapped_s),
        "uncapped_s": uncapped_s,
        "doubled_first_s": min(cap_s, base_s * 2 ** (retry + 1)),
        "linear_s": min(cap_s, base_s * (retry + 1)),
    }


def attempts_of_layers(*, job: int, loop: int, sdk: int) -> Facts:
    """Attempts of nested layers multiply."""
    return {"requests": job * loop * sdk, "added": job + loop + sdk}


def time_until_it_raises(*, timeout_s: int, attempts: int) -> Facts:
    """Each attempt waits for the whole timeout."""
    return {
        "all_s": timeout_s * attempts,
        "one_s": timeout_s,
        "one_more_s": timeout_s * (attempts + 1),
        "in_ms_s": timeout_s * attempts / MS_PER_S,
    }


def offered_load(*, incoming: int, throttled: int, single: int, failed: int) -> Facts:
    """Stored, throttled by either operation, and failed."""
    wpte = throttled + single
    return {
        "wpte": wpte,
        "offered": incoming + wpte + failed,
        "without_throttled": incoming + failed,
        "without_single": incoming + throttled + failed,
        "twice": incoming + throttled + wpte + failed,
    }


def hot_key(*, rate: int, shards: int) -> Facts:
    """One key is in one shard, however many there are."""
    of_its_shard = of_shards(1).records_per_s
    return {
        "throttled": max(0, rate - of_its_shard),
        "none": max(0, rate - of_shards(2 * shards).records_per_s),
    }


def success_metric(*, calls: int, partly: int, lost: int) -> Facts:
    """A call counts as a success with one stored record."""
    stored = [limits.PUT_RECORDS_MAX_ENTRIES - lost] * partly
    stored += [limits.PUT_RECORDS_MAX_ENTRIES] * (calls - partly)
    return {
        "success": 100 * sum(map(bool, stored)) / calls,
        "of_calls": round(100 * (calls - partly) / calls, 1),
        "of_records": round(100 * sum(stored) / (calls * limits.PUT_RECORDS_MAX_ENTRIES), 1),
    }


def on_demand_launch(*, peak: int, today: int, launch: int) -> Facts:
    """An on-demand stream has room for a multiple of its 30-day peak."""
    room, of_today = (capacity_for(Load(0, load)).records_per_s for load in (peak, today))
    return {
        "room": room,
        "throttled": launch - room,
        "none": 0,
        "above_peak": launch - peak,
        "above_today": launch - of_today,
    }


def bill_of_a_month(*, shards: int, rate: int, size_kib: int) -> Facts:
    """Shard-hours, and payload units record by record."""
    usage = usage_of_load(records_per_s=rate, record_bytes=size_kib * KIB, shards=shards)
    units = Decimal(usage.payload_units) / (rate * limits.BILLED_MONTH_H * limits.S_PER_HOUR)
    return {
        "usd": float(bill(usage, PROVISIONED).total_usd),
        "shard_hours": int(usage.shard_hours),
        "units": int(units),
    }


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


def resend_to_a_queue(*, records: int, failed: int, faults: int) -> Facts:
    """What failed, but for what can't work."""
    entries = [{"Id": str(number)} for number in range(records)]
    failures = [{"Id": str(number), "SenderFault": number < faults} for number in range(failed)]
    again = fates("send_message_batch", entries, {"Failed": failures}).count("again")
    return {"again": again, "failed_ones": failed, "whole": records, "none": 0}


def deleted_untried(*, records: int, first: int) -> Facts:
    """What the queue takes for done, but for what the handler was through with."""
    messages = [{"MessageId": str(number)} for number in range(records)]
    report = {"batchItemFailures": [{"itemIdentifier": str(first)}]}
    return {"deleted": len(done(report, messages)) - first, "none": 0}


def rate_of_a_limiter(*, burst: int, per_s: int, pause_s: float) -> Facts:
    """What comes in between two moments at which the bucket is empty."""
    later = round(per_s * pause_s)
    return {"later": later, "right": per_s, "average": round((burst + later) / pause_s)}


def streams_left_behind(*, streams: int, shards: int, days: int) -> Facts:
    """Shard-hours, whoever uses them."""
    shard_hours = streams * shards * days * 24
    return {"shard_hours": shard_hours, "usd": float(shard_hours * prices.SHARD_HOUR.usd)}


def _batch(arrivals_us: range | list[int]) -> Batch:
    places = range(len(arrivals_us))
    return Batch(places, places, arrivals_us, places, len(arrivals_us))


FACTS: dict[str, Callable[..., Facts]] = {
    "events-missing": events_missing,
    "share-missing": share_missing,
    "which-shard": which_shard,
    "shards-for-load": shards_for_load,
    "pause-between-reads": pause_between_reads,
    "records-not-stored": records_not_stored,
    "calls-for-a-flush": calls_for_a_flush,
    "whole-call-again": whole_call_again,
    "longest-pause": pause_bounds,
    "capped-pause": pause_bounds,
    "attempts-of-layers": attempts_of_layers,
    "time-until-it-raises": time_until_it_raises,
    "offered-load": offered_load,
    "hot-key": hot_key,
    "success-metric": success_metric,
    "on-demand-launch": on_demand_launch,
    "bill-of-a-month": bill_of_a_month,
    "invocations-of-a-window": invocations_of_a_window,
    "invocations-of-full-batches": invocations_of_full_batches,
    "concurrency-left": concurrency_left,
    "age-above-retention": end_of_a_record,
    "age-below-retention": end_of_a_record,
    "age-limit-on-a-backlog": age_limit_on_a_backlog,
    "pauses-of-retries": pauses_of_retries,
    "invocations-of-a-bad-record": invocations_of_a_bad_record,
    "delivered-again": delivered_again,
    "too-old-records": too_old_records,
    "retries-after-throttles": retries_after_throttles,
    "follow-the-count": follow_the_count,
    "what-a-rollback-leaves": what_a_rollback_leaves,
    "resend-to-a-queue": resend_to_a_queue,
    "deleted-untried": deleted_untried,
    "rate-of-a-limiter": rate_of_a_limiter,
    "streams-left-behind": streams_left_behind,
}
"""By the id of the template."""
