"""What no learner's function may do, whatever its exercise, as questions to one attempt.

Each question returns None, or a finding: a message id with the facts that its text wants.
"""

from __future__ import annotations

from lablib.teaching.checks import time_limit
from lablib.teaching.checks.attempt import Attempt
from lablib.teaching.checks.call_recorder import MOST_PRINTED_CHARS
from lablib.teaching.checks.message_catalogue import line

Finding = tuple[str, dict[str, object]]


def floods(seen: Attempt) -> Finding | None:
    """A print in a loop without end."""
    return ("check.floods", {"most": MOST_PRINTED_CHARS}) if seen.flooded else None


def replaces(seen: Attempt) -> Finding | None:
    """It put something of its own in place of a part of boto3, time or the like."""
    return ("check.replaces", {"replaced": ", ".join(seen.replaced)}) if seen.replaced else None


def exits(seen: Attempt) -> Finding | None:
    """It called exit."""
    return ("check.exits", {}) if isinstance(seen.error, SystemExit) else None


def raises(seen: Attempt) -> Finding | None:
    """An error came out of it."""
    return ("check.raised", {"error": type(seen.error).__name__}) if seen.error is not None else None


def stuck(seen: Attempt) -> Finding | None:
    """It was still running, and used no virtual time, or all too little."""
    how = "slowly" if seen.stuck_after_s == time_limit.LIMIT_ALL_CPU_S else "real"
    ran = line(f"check.ran-{how}", after_s=seen.stuck_after_s, took_s=seen.took_s)
    return ("check.never-ends", {"ran": ran}) if seen.stuck_after_s else None


def never_ends(seen: Attempt) -> Finding | None:
    """It was still running when the world came to its end."""
    ran = line("check.ran-virtual", took_s=seen.took_s)
    return ("check.never-ends", {"ran": ran}) if seen.never_ended else None


def changes_its_input(seen: Attempt) -> Finding | None:
    """What it was given is another now."""
    return ("check.changes-input", {}) if seen.args_after != seen.args_before else None


def returns_nothing(seen: Attempt) -> Finding | None:
    """None, where something is demanded."""
    return ("check.returns-nothing", {}) if seen.returned is None else None


ANY = (floods, replaces, exits, raises, never_ends)
"""What to ask first in every exercise."""
