"""Cause 6: infrastructure code deletes the mapping and creates it again, at LATEST."""

from __future__ import annotations

from lablib.scenarios.incidents import handlers
from lablib.scenarios.incidents.cause import Cause, OnCall, Sign
from lablib.scenarios.incidents.causes.steps import earlier, read_again, wait_until_caught_up
from lablib.scenarios.incidents.evidence import Evidence
from lablib.scenarios.incidents.system import System

APART_MIN = 7
"""From the deletion to the creation."""
EARLIER_MIN = 2
"""A replay begins so long before the first minute that lacks events."""


def _begin(system: System, minute: float) -> None:
    def delete() -> None:
        system.changed("applied infrastructure code, plan 118: 1 to replace")
        system.delete_mapping()
        system.tell("the mapping is deleted, and its place in the stream with it")

    def create() -> None:
        system.create_mapping("LATEST")
        system.changed("applied infrastructure code, plan 118: done")
        system.tell("the new mapping begins at LATEST: what was written meanwhile has no reader")

    system.at(minute, delete)
    system.at(minute + APART_MIN, create)


def _reference(game: OnCall) -> None:
    books = game.look("books")
    game.look("describe", what="mapping")
    first = next(at for at, served, booked in books.rows if booked < served)
    wait_until_caught_up(game)
    read_again(game, earlier(first, EARLIER_MIN))


def _from_the_beginning(game: OnCall) -> None:
    game.act("second mapping", function=handlers.COPY, position="TRIM_HORIZON")


def _begins_at_latest(evidence: Evidence) -> bool:
    """Of the booking function's mapping."""
    names = [value for name, value in evidence.rows if name in ("mapping of", "StartingPosition")]
    return dict(zip(names[::2], names[1::2], strict=True)).get(handlers.FUNCTION) == "LATEST"


def _gap(evidence: Evidence) -> bool:
    """Minutes of which nothing is booked, and a later one of which everything is."""
    empty = [number for number, (_, served, booked) in enumerate(evidence.rows) if served and not booked]
    whole = [number for number, (_, served, booked) in enumerate(evidence.rows) if served == booked]
    return len(empty) > 1 and bool(whole) and empty[0] < whole[-1]


CAUSE = Cause(
    id="mapping-recreated-at-latest",
    says="the booking function's mapping was deleted and created again, and began at the newest record",
    begin=_begin,
    reference=_reference,
    parts=frozenset({"mapping"}),
    replays=True,
    worse={"TRIM_HORIZON without ids": _from_the_beginning},
    signs=(
        Sign("describe", {"what": "mapping"}, "the mapping's StartingPosition is LATEST", _begins_at_latest),
        Sign(
            "books",
            {},
            "a gap: nothing is booked for some minutes, and everything after them",
            _gap,
            is_shared=True,
        ),
    ),
    false_trail="no error anywhere, which points at the gateways",
    cases=(
        "https://github.com/awsdocs/aws-lambda-developer-guide/issues/487",
        "https://github.com/aws/serverless-application-model/issues/1690",
        "https://github.com/serverless/serverless/issues/8550",
    ),
)
