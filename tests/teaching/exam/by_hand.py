"""The answer of each question of the exam, from the numbers that stand in its text and nothing else.

Written apart from `lablib.teaching.exam.facts`: step by step, with AWS's numbers as AWS's pages have them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import ceil, isclose

NUMBER = re.compile(r"(?<![A-Za-z\d.])\d[\d,]*(?:\.\d+)?")


def numbers(text):
    """What a reader finds in it, in order: 1,250 and 0.5, not the 3 of boto3."""
    return [float(each.replace(",", "").rstrip(".")) for each in NUMBER.findall(text)]


def events_missing(text):
    served, stored, copies = numbers(text)
    return served - (stored - copies)


def share_missing(text):
    served, stored = numbers(text)
    return (1 - stored / served) * 100


def which_shard(text):
    [hash_key] = re.findall(r"\b[0-9a-f]{32}\b", text)
    [shards] = re.findall(r"has (\d+) shards", text)
    return int(hash_key, 16) * int(shards) >> 128


def shards_for_load(text):
    records, kib = numbers(text)
    return max(ceil(records / 1_000), ceil(records * kib / 1_024))


def pause_between_reads(text):
    [readers] = numbers(text)
    return readers * 1_000 / 5


def records_not_stored(text):
    calls, per_call, _ = map(int, numbers(text))
    stored, not_stored = 0, 0
    for _ in range(calls):
        for _ in range(per_call):
            if stored < 1_000:
                stored += 1
            else:
                not_stored += 1
    return not_stored


def calls_for_a_flush(text):
    [events] = map(int, numbers(text))
    return len(range(0, events, 500))


def whole_call_again(text):
    records, failed = map(int, numbers(text))
    first, second = set(range(failed, records)), set(range(records))
    return len(first & second)


def pause_bound(text):
    base_s, cap_s, retry, _ = numbers(text)
    bound_s = base_s
    for _ in range(int(retry)):
        bound_s += bound_s
    return min(cap_s, bound_s)


def attempts_of_layers(text):
    job, loop, sdk, *_ = map(int, numbers(text))
    return len([() for _ in range(job) for _ in range(loop) for _ in range(sdk)])


def time_until_it_raises(text):
    timeout_s, attempts = numbers(text)
    return sum(timeout_s for _ in range(int(attempts)))


def offered_load(text):
    incoming, throttled, wpte, failed = numbers(text)
    by_put_record = wpte - throttled
    return incoming + throttled + by_put_record + failed


def hot_key(text):
    rate, _ = numbers(text)
    return rate - 1_000


def success_metric(text):
    calls, of, partly, lost = map(int, numbers(text))
    stored = [of - lost] * partly + [of] * (calls - partly)
    return 100 * len([each for each in stored if each >= 1]) / len(stored)


def on_demand_launch(text):
    peak, _, _, launch = numbers(text)
    return launch - max(4_000, 2 * peak)


def bill_of_a_month(text):
    shards, rate, kib, hours, per_shard_hour, per_million = numbers(text)
    units = rate * 60 * 60 * 24 * 30 * ceil(kib / 25)
    return shards * hours * per_shard_hour + units / 1e6 * per_million


def invocations_of_a_window(text):
    shards, window_s, rate = map(int, numbers(text))
    assert rate / shards * window_s < 10_000, "a batch of the largest size would be full before"
    return shards * len(range(0, 3_600, window_s))


def invocations_of_full_batches(text):
    shards, window_s, rate = numbers(text)
    assert rate * window_s > 100, "the window would close the batch"
    return shards * rate * 3_600 / 100


def concurrency_left(text):
    shards, factor = numbers(text)
    return 1_000 - shards * factor


def backlog_after_a_split(text):
    backlog, rate = numbers(text)
    return backlog / rate


def end_of_a_record(text):
    retention_h, age_s, age_h = numbers(text)
    assert age_s == age_h * 60 * 60
    return min(retention_h, age_h)


def age_limit_on_a_backlog(text):
    behind_h, age_s, _ = numbers(text)
    ages_h = range(1, int(behind_h) + 1)
    return len([age_h for age_h in ages_h if age_h * 3_600 > age_s])


def pauses_of_retries(text):
    first_s, longest_s, retries, _ = numbers(text)
    pauses_s = [min(longest_s, first_s * 2**n) for n in range(int(retries))]
    assert all(later == min(longest_s, 2 * earlier) for earlier, later in pairwise(pauses_s))
    return sum(pauses_s)


def invocations_of_a_bad_record(text):
    [records, _] = numbers(text)
    invocations = 1
    while records > 1:
        records /= 2
        invocations += 1
    return invocations


def delivered_again(text):
    records, _, one, other = map(int, numbers(text))
    return len([each for each in range(records) if each >= min(one, other)])


def too_old_records(text):
    age_s, records, old, older_s, younger_s = numbers(text)
    assert younger_s < age_s < older_s
    assert old < records
    return old


def retries_after_throttles(text):
    most, _ = numbers(text)
    return most


def resend_to_a_queue(text):
    _, failed, faults = numbers(text)
    return failed - faults


def deleted_untried(text):
    records, _, first = numbers(text)
    return len([each for each in range(int(records)) if each > first])


def rate_of_a_limiter(text):
    _, _, pause_s, _, later = numbers(text)
    return later / pause_s


def streams_left_behind(text):
    streams, shards, days, usd_an_hour = numbers(text)
    return streams * shards * days * 24 * usd_an_hour


def follow_the_count(text):
    _, stored, booked = numbers(text)
    return stored - booked


def what_a_rollback_leaves(text):
    percent, deployed, back, per_min = numbers(text)
    return sum(per_min * percent / 100 for _ in range(int(deployed), int(back)))


BY_HAND = {
    "events-missing": events_missing,
    "share-missing": share_missing,
    "which-shard": which_shard,
    "shards-for-load": shards_for_load,
    "pause-between-reads": pause_between_reads,
    "records-not-stored": records_not_stored,
    "calls-for-a-flush": calls_for_a_flush,
    "whole-call-again": whole_call_again,
    "longest-pause": pause_bound,
    "capped-pause": pause_bound,
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
    "backlog-after-a-split": backlog_after_a_split,
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


def agrees(id_, question):
    """Whether the question's own answer is what its text leads to."""
    return isclose(BY_HAND[id_](question.ask), question.right.value, rel_tol=1e-9, abs_tol=1e-9)
