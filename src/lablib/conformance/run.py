"""Run cases against an endpoint."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum

from lablib.conformance.case import Case
from lablib.conformance.environment import Environment

Place = Callable[[str], AbstractContextManager[Environment]]
"""Opens an environment for one case; the argument begins every name that the case makes."""


class Verdict(StrEnum):
    """What came of a case at an endpoint."""

    SAME = "same"
    DIFFERENT = "different"
    BROKEN = "breaks"
    """The endpoint failed in a way that AWS has no name for."""
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict, and what was seen if it is not SAME."""

    verdict: Verdict
    seen: str = ""


def run(case: Case, place: Place) -> Outcome:
    """Run one case in an environment of its own."""
    prefix = f"conformance-{case.id.replace('.', '-').replace('_', '-')}"[:60]
    with place(prefix) as environment:
        return _judged(case, environment)


def _judged(case: Case, environment: Environment) -> Outcome:
    try:
        case.check(environment)
    except AssertionError as error:
        return Outcome(Verdict.DIFFERENT, str(error) or "an assertion without words failed")
    except Exception as error:  # noqa: BLE001 - whatever an endpoint breaks with is the finding
        return Outcome(Verdict.BROKEN, f"{type(error).__name__}: {error}")
    return Outcome(Verdict.SAME)
