"""For each template of `course/exam.toml`, the function that computes its answers, right and wrong.

A function takes what was drawn, and returns what the template's texts, `answer` and `wrong` name.
"""

from __future__ import annotations

from collections.abc import Callable

from lablib.teaching.exam import reading_facts, writing_facts
from lablib.teaching.exam.templates import Facts

FACTS: dict[str, Callable[..., Facts]] = {
    "events-missing": writing_facts.events_missing,
    "share-missing": writing_facts.share_missing,
    "which-shard": writing_facts.which_shard,
    "shards-for-load": writing_facts.shards_for_load,
    "pause-between-reads": reading_facts.pause_between_reads,
    "records-not-stored": writing_facts.records_not_stored,
    "calls-for-a-flush": writing_facts.calls_for_a_flush,
    "whole-call-again": writing_facts.whole_call_again,
    "longest-pause": writing_facts.pause_bounds,
    "capped-pause": writing_facts.pause_bounds,
    "attempts-of-layers": writing_facts.attempts_of_layers,
    "time-until-it-raises": writing_facts.time_until_it_raises,
    "offered-load": writing_facts.offered_load,
    "hot-key": writing_facts.hot_key,
    "success-metric": writing_facts.success_metric,
    "on-demand-launch": writing_facts.on_demand_launch,
    "bill-of-a-month": writing_facts.bill_of_a_month,
    "invocations-of-a-window": reading_facts.invocations_of_a_window,
    "invocations-of-full-batches": reading_facts.invocations_of_full_batches,
    "concurrency-left": reading_facts.concurrency_left,
    "backlog-after-a-split": reading_facts.backlog_after_a_split,
    "age-above-retention": reading_facts.end_of_a_record,
    "age-below-retention": reading_facts.end_of_a_record,
    "age-limit-on-a-backlog": reading_facts.age_limit_on_a_backlog,
    "pauses-of-retries": reading_facts.pauses_of_retries,
    "invocations-of-a-bad-record": reading_facts.invocations_of_a_bad_record,
    "delivered-again": reading_facts.delivered_again,
    "too-old-records": reading_facts.too_old_records,
    "retries-after-throttles": reading_facts.retries_after_throttles,
    "follow-the-count": reading_facts.follow_the_count,
    "what-a-rollback-leaves": reading_facts.what_a_rollback_leaves,
    "resend-to-a-queue": writing_facts.resend_to_a_queue,
    "deleted-untried": reading_facts.deleted_untried,
    "rate-of-a-limiter": writing_facts.rate_of_a_limiter,
    "streams-left-behind": writing_facts.streams_left_behind,
}
"""By the id of the template."""
