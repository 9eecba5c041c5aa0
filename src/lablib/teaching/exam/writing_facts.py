"""The answers of the exam about a producer and its stream, computed by the simulator's own rules."""

from __future__ import annotations

from decimal import Decimal
from math import ceil

from lablib.billing import prices
from lablib.billing.bill import PROVISIONED, bill
from lablib.billing.quantities import usage_of_load
from lablib.simulator import limits
from lablib.simulator.kinesis.state.on_demand_rule import Load, capacity_for, of_shards, shards_for
from lablib.simulator.kinesis.state.routing import even_ranges, hash_of
from lablib.simulator.kinesis.state.write_limiter import TokenBucket
from lablib.teaching.checks.batch_calls import fates
from lablib.teaching.exam.templates import Facts

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


def records_not_stored(*, calls: int, per_call: int) -> Facts:
    """Each record asks its shard's limiter for itself."""
    shard = TokenBucket(0)
    throttled = [sum(not shard.admit(0, 0) for _ in range(per_call)) for _ in range(calls)]
    sent = calls * per_call
    return {
        "sent": sent,
        "throttled": sum(throttled),
        "none": 0,
        "whole_calls": per_call * sum(map(bool, throttled)),
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


def resend_to_a_queue(*, records: int, failed: int, faults: int) -> Facts:
    """What failed, but for what can't work."""
    entries = [{"Id": str(number)} for number in range(records)]
    failures = [{"Id": str(number), "SenderFault": number < faults} for number in range(failed)]
    again = fates("send_message_batch", entries, {"Failed": failures}).count("again")
    return {"again": again, "failed_ones": failed, "whole": records, "none": 0}


def rate_of_a_limiter(*, burst: int, per_s: int, pause_s: float) -> Facts:
    """What comes in between two moments at which the bucket is empty."""
    later = round(per_s * pause_s)
    return {"later": later, "right": per_s, "average": round((burst + later) / pause_s)}


def streams_left_behind(*, streams: int, shards: int, days: int) -> Facts:
    """Shard-hours, whoever uses them."""
    shard_hours = streams * shards * days * 24
    return {"shard_hours": shard_hours, "usd": float(shard_hours * prices.SHARD_HOUR.usd)}
