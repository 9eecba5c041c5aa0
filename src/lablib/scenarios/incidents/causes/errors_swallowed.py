"""Cause 7: the handler catches, logs and returns, so the mapping counts as handled what was never booked."""

from __future__ import annotations

from lablib.scenarios.incidents import handlers
from lablib.scenarios.incidents.cause import Cause, OnCall, Sign
from lablib.scenarios.incidents.causes.steps import earlier, in_service, read_again, wait_until_caught_up
from lablib.scenarios.incidents.evidence import Evidence
from lablib.scenarios.incidents.system import System

EARLIER_MIN = 10
"""A replay begins so long before the release: v42 also had what was waiting by then."""


def _begin(system: System, minute: float) -> None:
    def deploy() -> None:
        system.deploy(handlers.FUNCTION, "v42")
        system.tell("v42 has no discount for code models, and drops their usage with a line in the log")

    system.at(minute, deploy)


def _reference(game: OnCall) -> None:
    game.look("books")
    game.look("logs", function=handlers.FUNCTION)
    deploys = game.look("deploys")
    since = next(at for at, text in deploys.rows if "v42" in text)
    if in_service(deploys.rows, handlers.FUNCTION) == "v42":
        game.act("deploy", what=handlers.FUNCTION, version="previous")
    wait_until_caught_up(game)
    read_again(game, earlier(since, EARLIER_MIN))


def _redeploy_only(game: OnCall) -> None:
    game.act("deploy", what=handlers.FUNCTION, version="previous")


def _errors_in_log(evidence: Evidence) -> bool:
    return any("was not booked" in line for _, line in evidence.rows)


def _fewer_booked(evidence: Evidence) -> bool:
    """Of each minute some are booked, and some never."""
    return any(0 < booked < served for _, served, booked in evidence.rows[-15:])


CAUSE = Cause(
    id="errors-swallowed",
    says="the booking function catches its errors, logs them and returns as if all were booked",
    begin=_begin,
    reference=_reference,
    parts=frozenset({"function"}),
    replays=True,
    worse={"redeploy only": _redeploy_only},
    signs=(
        Sign(
            "logs",
            {"function": handlers.FUNCTION},
            "ERROR lines of events that were not booked, though Lambda counts no error",
            _errors_in_log,
        ),
        Sign(
            "books",
            {},
            "of every minute a part is booked, and the rest stays missing",
            _fewer_booked,
            is_shared=True,
        ),
    ),
    false_trail="everything is green and IteratorAge is near 0, which points at the producers",
    cases=(
        "https://github.com/github-aws-runners/terraform-aws-github-runner/issues/5024",
        "https://github.com/gchq/sleeper/issues/2504",
        "https://github.com/ustaxcourt/ef-cms-flexion/pull/6884",
    ),
)
