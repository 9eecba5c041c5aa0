"""Grades behaves: runs of limiters whose size and rate are known, some of which never reach their limit."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.function_cases import Case, CaseAttempt, trials
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.shown_value import shown

NEAR = 0.05
REST_S = 5.0


def _groups(burst: int, per_s: int, *sent: tuple[float, int]) -> list[dict[str, Any]]:
    """What a tank of this size and inflow stores of groups that are sent after these pauses."""
    groups, tokens = [], float(burst)
    for pause_s, records in sent:
        tokens = min(float(burst), tokens + per_s * pause_s)
        stored = min(records, int(tokens))
        tokens -= stored
        groups.append({"pause_s": pause_s, "sent": records, "stored": stored})
    return groups


def _case(name: str, groups: list[dict[str, Any]], burst: int | None, per_s: int | None) -> Case:
    return Case(name, (groups,), {"burst": burst, "per_s": per_s})


MODEL = _groups(1_000, 1_000, (REST_S, 3_000), (0.25, 1_000), (0.5, 1_000))
LARGE = _groups(2_600, 1_000, (REST_S, 3_000), (0.3, 1_000), (0.6, 1_000))
SLOW = _groups(1_000, 200, (REST_S, 3_000), (1.5, 1_000), (2.0, 1_000))
FILLED = _groups(800, 400, (REST_S, 3_000), (6.0, 3_000), (4.0, 3_000))
BOTH = _groups(900, 300, (REST_S, 3_000), (0.5, 1_000), (8.0, 3_000))
LITTLE = _groups(1_000, 1_000, (REST_S, 3_000), (0.5, 300))
REST = _groups(1_200, 1_000, (REST_S, 3_000), (0.5, 300), (0.5, 1_000), (0.4, 1_000))
NEVER = _groups(9_000, 4_000, (REST_S, 3_000), (0.25, 1_000), (0.5, 1_000))
LATER = _groups(1_500, 1_000, (REST_S, 1_000), (0.2, 1_000))
ALONE = _groups(1_500, 1_000, (REST_S, 3_000))
CASES = (
    _case("a tank of 1,000", MODEL, 1_000, 1_000),
    _case("a larger tank", LARGE, 2_600, 1_000),
    _case("a slower inflow", SLOW, 1_000, 200),
    _case("pauses that fill the tank", FILLED, 800, None),
    _case("one pause of each sort", BOTH, 900, 300),
    _case("a pause that is hardly used", LITTLE, 1_000, None),
    _case("something is left from before", REST, 1_200, 1_000),
    _case("nothing is throttled", NEVER, None, None),
    _case("a single group", ALONE, 1_500, None),
    _case("a limit after the first group", LATER, None, None),
)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def no_answer(seen: CaseAttempt) -> Finding | None:
    """Both names with a number or None, or it's no answer."""
    returned = seen.returned
    fine = isinstance(returned, dict) and returned.keys() == {"burst", "per_s"}
    if fine and all(value is None or _number(value) for value in returned.values()):
        return None
    return "11.1.no-answer", {"returned": shown(returned)}


def _asked(name: str, unknowable: str, missing: str, wrong: str) -> Any:
    """The three questions to one of the two numbers."""

    def question(seen: CaseAttempt) -> Finding | None:
        said, right = seen.returned[name], seen.right[name]
        if right is None:
            return None if said is None else (unknowable, {"said": round(said)})
        if said is None:
            return missing, {"right": right}
        near = abs(said - right) <= NEAR * right
        return None if near else (wrong, {"said": round(said), "right": right} | _telling(seen))

    return question


def _telling(seen: CaseAttempt) -> dict[str, Any]:
    """The first group that tells the rate, as a right answer reads it."""
    groups, burst = seen.args_before[0], seen.right["burst"] or 0
    for before, group in pairwise(groups):
        both = all(each["stored"] < each["sent"] for each in (before, group))
        if both and group["stored"] < (1 - NEAR) * burst:
            return {"taken": group["stored"], "pause_s": group["pause_s"]}
    return {}


def first_group(seen: CaseAttempt) -> dict[str, Any]:
    """What the run showed, for the messages."""
    first = seen.args_before[0][0]
    return {"sent": first["sent"], "stored": first["stored"]}


grade = Grader(
    trials=lambda: trials(CASES),
    questions=(
        *ANY,
        no_answer,
        changes_its_input,
        _asked("burst", "11.1.burst-unknowable", "11.1.burst-missing", "11.1.burst-wrong"),
        _asked("per_s", "11.1.rate-unknowable", "11.1.rate-missing", "11.1.rate-wrong"),
    ),
    facts=first_group,
    columns="11.1.columns",
    row="11.1.row",
).grade
