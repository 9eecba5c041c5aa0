"""When the check itself fails: it's said as such, with the place, and judges nobody.

A grader may meet a value that its author didn't think of, or have a fault of its own. In neither case does
the learner get a traceback of ours, nor a pass.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from greenlet import GreenletExit

from lablib.teaching.checks.attempt import Attempt
from lablib.teaching.checks.findings import Finding
from lablib.teaching.checks.learner_traceback import is_ours, own_lines, summary
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.shown_value import shown

T = TypeVar("T")
NO_VERDICT = "check.no-verdict"


class Unseen(Attempt):
    """A trial that failed before the check saw how the learner's function ended."""


def guarded(attempt: Attempt, compute: Callable[[], T], otherwise: T) -> T:
    """What `compute` returns. If it raises, `attempt.failure` is set, for a verdict that says so."""
    try:
        return compute()
    except (KeyboardInterrupt, GreenletExit):
        raise
    except BaseException as error:  # noqa: BLE001 - what a learner's value raises when it is looked at is any
        attempt.failure = attempt.failure or error
        return otherwise


def no_verdict(attempt: Attempt) -> Finding:
    """What a learner reads when the check has failed on this attempt."""
    return NO_VERDICT, {"ended": _ended(attempt), **_what_failed(attempt)}


def not_begun(attempt: Attempt) -> Finding:
    """What a learner reads when the check has failed before there was an attempt to look at."""
    return "check.not-begun", _what_failed(attempt)


def _what_failed(attempt: Attempt) -> dict[str, object]:
    assert attempt.failure is not None
    return {"failure": summary(attempt.failure), "place": _place(attempt.failure)}


def failed_at(attempt: Attempt) -> tuple[str, ...]:
    """The learner's lines on the way to the failure, if there are any, and the failure."""
    assert attempt.failure is not None
    return own_lines(attempt.failure)


def _ended(attempt: Attempt) -> str:
    if isinstance(attempt, Unseen):
        return line("check.ended-unseen")
    if attempt.error is not None:
        return line("check.ended-raised", error=summary(attempt.error))
    if attempt.broke_off:
        return line("check.ended-broken-off")
    return line("check.ended-returned", value=shown(attempt.returned))


def _place(error: BaseException) -> str:
    """The last line of ours on the way to the error."""
    last = [frame for frame in traceback.extract_tb(error.__traceback__) if is_ours(frame.filename)][-1]
    return f"{'/'.join(Path(last.filename).parts[-2:])}, line {last.lineno}"
