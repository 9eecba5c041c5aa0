"""Grades calls_needed: numbers on both sides of a full call."""

from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.function_cases import Case, CaseAttempt, trials
from lablib.teaching.checks.grader import Grader

CASES = tuple(
    Case(f"{records:,} record{'' if records == 1 else 's'}", (records,), calls)
    for records, calls in [(0, 0), (1, 1), (500, 1), (501, 2), (12_000, 24), (12_499, 25)]
)


def no_number(seen: CaseAttempt) -> Finding | None:
    kind = type(seen.returned).__name__
    return None if isinstance(seen.returned, int) else ("12.1.no-number", {"kind": kind})


def too_few(seen: CaseAttempt) -> Finding | None:
    left = seen.args_before[0] - 500 * seen.returned
    return ("12.1.too-few", {"left": left}) if seen.returned < seen.right else None


def too_many(seen: CaseAttempt) -> Finding | None:
    more = seen.returned - seen.right
    return ("12.1.too-many", {"more": more}) if more > 0 else None


grade = Grader(
    trials=lambda: trials(CASES),
    questions=(*ANY, no_number, too_few, too_many),
    facts=lambda seen: {"returned": seen.returned, "right": seen.right},
).grade
