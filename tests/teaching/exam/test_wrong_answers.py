"""What each misconception leads to, one case a question, reckoned as somebody who believes it would."""

import pytest

from lablib.teaching.course import repo_root
from lablib.teaching.exam import read_templates
from lablib.teaching.exam.facts import FACTS

TEMPLATES = read_templates(repo_root() / "course")
CASES = {
    "events-missing": (
        {"served": 1_000, "lost": 100, "copies": 30},
        {"sums-tell-the-loss": 1_000 - 930},
    ),
    "share-missing": (
        {"served": 20_000, "stored": 16_000},
        {"stored-is-the-whole": 25, "share-is-a-percentage": 0.2},
    ),
    "which-shard": (  # the MD5 of t-42 begins with 71 and ends with f7, in hex
        {"tenant": 42, "shards": 4},
        {"shard-is-a-remainder": 0xF7 % 4, "digest-bytes-in-any-order": 3},
    ),
    "shards-for-load": (
        {"records": 2_500, "size_kib": 3},  # 7.3 MiB
        {"only-records-count": 3, "limits-add-up": 8 + 3, "a-fraction-of-a-shard-rounds-away": 7},
    ),
    "pause-between-reads": ({"readers": 3}, {"readers-are-free": 200}),
    "records-not-stored": (
        {"calls": 6, "per_call": 450},  # the third call is the first with a refused record
        {
            "no-exception-means-stored": 0,
            "one-failure-fails-the-call": 4 * 450,
            "shards-share-their-room": 6 * 450 - 2_000,
        },
    ),
    "calls-for-a-flush": ({"events": 1_234}, {"one-call-takes-all": 1, "single-puts-are-safer": 1_234}),
    "whole-call-again": ({"records": 500, "failed": 40}, {"the-service-knows-a-retry": 0}),
    "longest-pause": (
        {"base_s": 0.5, "cap_s": 60, "retry": 3},
        {"first-retry-doubles": 8.0, "linear-grows-as-well": 2.0},
    ),
    "capped-pause": (
        {"base_s": 0.5, "cap_s": 5, "retry": 7},
        {"it-ends-before-it-grows": 64.0, "linear-grows-as-well": 4.0},
    ),
    "attempts-of-layers": ({"job": 3, "loop": 4, "sdk": 3}, {"retries-of-layers-add-up": 10}),
    "time-until-it-raises": (
        {"timeout_s": 5, "attempts": 3},
        {
            "a-timeout-ends-the-call": 5,
            "max-attempts-counts-attempts": 20,
            "timeouts-are-in-milliseconds": 0.015,
        },
    ),
    "offered-load": (
        {"incoming": 10_000, "throttled": 1_000, "single": 200, "failed": 30},
        {
            "incoming-is-demand": 10_000,
            "failed-records-has-throttles": 10_030,
            "putrecords-metrics-count-all-writes": 11_030,
            "more-metrics-are-safer": 12_230,
        },
    ),
    "hot-key": ({"rate": 2_000, "shards": 4}, {"more-shards-cure-a-hot-key": 0}),
    "success-metric": (
        {"calls": 100, "partly": 20, "lost": 250},
        {"one-failure-fails-the-call": 80.0, "success-tells-loss": 90.0},
    ),
    "on-demand-launch": (
        {"peak": 6_000, "today": 2_500, "launch": 20_000},
        {
            "on-demand-never-throttles": 0,
            "room-must-have-been-seen": 14_000,
            "only-todays-peak-counts": 15_000,
        },
    ),
    "bill-of-a-month": ({"shards": 4, "rate": 100, "size_kib": 1}, {}),
    "invocations-of-a-window": (
        {"shards": 4, "window_s": 10, "rate": 100},
        {
            "window-counts-for-the-stream": 360,
            "window-defaults-to-one-second": 4 * 3_600,
            "records-are-billed": 360_000,
        },
    ),
    "invocations-of-full-batches": (
        {"shards": 4, "window_s": 20, "rate": 50},
        {
            "default-batch-is-enough": 4 * 180,
            "window-counts-for-the-stream": 180,
            "records-are-billed": 4 * 50 * 3_600,
        },
    ),
    "concurrency-left": (
        {"shards": 50, "factor": 10},
        {"mappings-have-their-own-pool": 1_000, "lanes-span-shards": 950},
    ),
    "backlog-after-a-split": (
        {"backlog": 6_000, "rate": 20},
        {"more-shards-help-a-backlog": 150, "a-split-moves-the-records": 0},
    ),
    "age-above-retention": (
        {"retention_h": 24, "age_h": 100},
        {"limit-extends-retention": 100, "few-retries": 0},
    ),
    "age-below-retention": ({"retention_h": 48, "age_h": 6}, {"record-age-resets": 48, "few-retries": 0}),
    "age-limit-on-a-backlog": (
        {"behind_h": 20, "age_h": 1},
        {"a-record-age-counts-from-the-change": 0, "record-age-takes-the-batch": 20},
    ),
    "pauses-of-retries": ({"retries": 4}, {"pauses-are-a-minute": 240, "pauses-stay-short": 2}),
    "invocations-of-a-bad-record": ({"records": 64, "place": 5}, {"bisect-costs-tries": 1}),
    "delivered-again": (
        {"records": 10, "first": 3, "second": 6},
        {"retries-what-is-listed": 2, "last-failure-counts": 4, "raising-is-reporting": 10},
    ),
    "too-old-records": (
        {"age_s": 60, "records": 6, "old": 1},
        {"record-age-takes-the-batch": 6, "age-is-checked-after-the-retry": 0},
    ),
    "retries-after-throttles": ({"most": 5, "throttled": 2}, {"throttles-use-up-retries": 3}),
    "resend-to-a-queue": (
        {"records": 10, "failed": 5, "faults": 2},
        {
            "every-failure-is-temporary": 5,
            "the-batch-is-the-unit-elsewhere": 10,
            "every-failure-is-permanent": 0,
        },
    ),
    "follow-the-count": (
        {"served": 6_000, "not_stored": 100, "not_booked": 900},
        {"not-booked-is-lost": 1_000},
    ),
    "what-a-rollback-leaves": (
        {"percent": 30, "deployed": 12, "minutes": 28, "per_min": 200},
        {"a-rollback-repairs": 0},
    ),
    "deleted-untried": ({"records": 10, "first": 3}, {"a-queue-continues-at-the-failure": 0}),
    "rate-of-a-limiter": (
        {"burst": 2_000, "per_s": 1_000, "pause_s": 0.4},
        {"an-average-is-a-rate": 6_000},
    ),
    "streams-left-behind": ({"streams": 2, "shards": 3, "days": 10}, {}),
}


def test_each_template_has_its_case():
    assert sorted(CASES) == sorted(TEMPLATES)


@pytest.mark.parametrize("id_", TEMPLATES)
def test_a_wrong_answer_is_what_its_belief_leads_to(id_):
    drawn, expected = CASES[id_]
    facts = drawn | FACTS[id_](**drawn)
    assert {belief: facts[name] for name, belief in TEMPLATES[id_].wrong.items()} == expected
