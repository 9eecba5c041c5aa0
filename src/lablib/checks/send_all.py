"""Exercise 02.1, send_all: runs the trials, and lets the first finding speak (see `findings.py`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lablib.checks import findings
from lablib.checks.catalogue import line, message
from lablib.checks.findings import Finding
from lablib.checks.learner_code import own_lines
from lablib.checks.run import Run, run
from lablib.checks.trials import trials
from lablib.checks.verdict import Outcome, Verdict

ID = "02.1-send-all"


def grade(fn: Callable[..., Any]) -> Verdict:
    """Run `fn` through all trials; the first finding decides."""
    runs: list[Run] = []
    first: tuple[Run, Finding] | None = None
    tried = [line("02.1.columns")]
    for trial in trials():
        if runs and runs[-1].broke_off:
            tried.append(line("02.1.not-run", trial=trial.name))
            continue
        seen = run(trial, fn)
        if not runs and _is_untouched(seen):
            return Verdict(ID, Outcome.NOT_ATTEMPTED, message("check.not-attempted", name="send_all"))
        runs.append(seen)
        found = findings.first_of(seen)
        tried.append(_numbers(seen, found))
        if found is not None and first is None:
            first = seen, found
    if first is None:
        habit = findings.of_all(runs)
        first = (runs[-1], habit) if habit else None
    return _verdict(first, tuple(tried), runs)


def _verdict(first: tuple[Run, Finding] | None, tried: tuple[str, ...], runs: list[Run]) -> Verdict:
    if first is None:
        return Verdict(ID, Outcome.PASSED, message("02.1.passed", **findings.sums(runs)), tried)
    seen, (id_, facts) = first
    outcome = Outcome.WRONG if seen.error is None else Outcome.RAISED
    code = () if seen.error is None else own_lines(seen.error)
    said = message(id_, **(findings.facts_of(seen) | facts))
    return Verdict(ID, outcome, said, tried, code, seen.printed)


def _is_untouched(seen: Run) -> bool:
    did_nothing = not seen.calls and not seen.broke_off
    return did_nothing and (seen.returned is None or seen.returned is ...)


def _numbers(seen: Run, found: Finding | None) -> str:
    """One line of numbers about one trial."""
    ending = "never-ended" if seen.never_ended else "raised" if seen.error else "wrong" if found else "right"
    return line("02.1.tried", **findings.facts_of(seen), ending=line(f"verdict.{ending}"))
