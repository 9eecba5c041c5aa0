"""Cause 8: the database slows down, and a batch outlives the function's timeout."""

from __future__ import annotations

from lablib.scenarios.incidents import handlers
from lablib.scenarios.incidents.cause import Cause, OnCall, Sign
from lablib.scenarios.incidents.causes.steps import wait_until_mapped
from lablib.scenarios.incidents.evidence import Evidence
from lablib.scenarios.incidents.system import System
from lablib.simulator import limits

TOO_LONG, WORST, WORST_MIN = 1.05, 4, 14
"""A full batch takes so many times its timeout, and at first so many times as long again, for so long."""
TIMED_OUT_MIN = 3


def _begin(system: System, minute: float) -> None:
    lasting_s = TOO_LONG * system.setup.timeout_s / system.setup.batch_size

    def slower(row_s: float, text: str) -> None:
        system.books.row_s = row_s
        system.tell(text)

    system.at(minute, lambda: slower(WORST * lasting_s, "the database takes many times as long for a row"))
    told = "the database is nearly well again, but the batches have grown too large for the timeout"
    system.at(minute + WORST_MIN, lambda: slower(lasting_s, told))


def _reference(game: OnCall) -> None:
    game.look("metric", name="Duration", statistic="Maximum")
    game.look("logs", function=handlers.FUNCTION)
    wait_until_mapped(game)
    game.act("update mapping", BatchSize=10, ParallelizationFactor=4)


def _bisect_without_retries(game: OnCall) -> None:
    game.act("update mapping", BisectBatchOnFunctionError=True, MaximumRetryAttempts=0)


def _age_limit(game: OnCall) -> None:
    game.act("update mapping", MaximumRecordAgeInSeconds=60)


def _as_long_as_the_timeout(evidence: Evidence) -> bool:
    """The longest invocations of several minutes lasted as long as any function may here."""
    timeouts = [value for _, value in evidence.rows if value >= 120 * limits.US_PER_MS]
    return len(timeouts) >= TIMED_OUT_MIN


def _timed_out(evidence: Evidence) -> bool:
    return sum("Task timed out" in text for _, text in evidence.rows) >= TIMED_OUT_MIN


CAUSE = Cause(
    id="database-slow",
    says="the database has slowed down, so batches outlive the function's timeout and are written again",
    begin=_begin,
    reference=_reference,
    parts=frozenset({"database", "rows"}),
    worse={"bisect without retries": _bisect_without_retries, "age limit": _age_limit},
    signs=(
        Sign(
            "metric",
            {"name": "Duration", "statistic": "Maximum"},
            "Duration is as long as the timeout, on all shards",
            _as_long_as_the_timeout,
        ),
        Sign("logs", {"function": handlers.FUNCTION}, "invocations end with: Task timed out", _timed_out),
    ),
    false_trail="a batch that fails again and again looks like a poison pill",
    cases=(
        "https://github.com/aws-powertools/powertools-lambda-python/issues/1038",
        "https://github.com/aws-powertools/powertools-lambda-python/issues/8049",
    ),
)
