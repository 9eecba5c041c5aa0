"""The points of a night by where they come from, each with what would have brought the rest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lablib.scenarios.incidents import judge
from lablib.scenarios.incidents.outcome import Outcome

WHOLE = "Nothing is missing."
LESS_HARM = "Less harm is fewer events lost, billed twice or late, and fewer minutes outside the objective"


class ScorePart(NamedTuple):
    """One part of the score."""

    name: str
    points: float
    most: int
    rest: str
    """How to get what is missing, in sentences."""


def score_parts(outcome: Outcome) -> tuple[ScorePart, ...]:
    """The three parts, of which `judge.py` has the formula."""
    proven = len(outcome.proven) / len(outcome.causes)
    found = judge.parts(outcome.outcome_share, outcome.evidence_before_acts, outcome.cause_named, proven)
    told = (
        ("outcome", found.outcome, _of_outcome(outcome, found.outcome)),
        ("cause named", found.cause, _of_cause(outcome)),
        ("proof", found.proof, _of_proof(outcome)),
    )
    return tuple(
        ScorePart(name, part.points, part.most, " ".join(rest) or WHOLE) for name, part, rest in told
    )


def _of_outcome(outcome: Outcome, part: judge.Part) -> Iterator[str]:
    nothing, reference, yours = (f"{each.harm_usd:,.0f}" for each in outcome.runs.values())
    if outcome.outcome_share < 1:
        yield f"Your harm is {yours} dollars. Doing nothing does {nothing}, which is 0 points."
        yield f"The reference does {reference}, which is {part.most}. {LESS_HARM}."
    if outcome.outcome_share > 0 and outcome.evidence_before_acts < 1:
        gone = part.most * outcome.outcome_share - part.points
        early = f"{1 - outcome.evidence_before_acts:.0%} of your acts"
        yield f"{gone:.1f} points are gone because {early} came before any look that shows a cause."


def _of_cause(outcome: Outcome) -> Iterator[str]:
    true, named = set(outcome.causes), set(outcome.named)
    each = judge.CAUSE_POINTS / len(true)
    if missing := sorted(true - named):
        yield f"Name {' and '.join(missing)}: {each:.0f} points for each cause."
    if wrong := sorted(named - true):
        yield f"Leave out {' and '.join(wrong)}: a wrong name takes {each:.0f} away."


def _of_proof(outcome: Outcome) -> Iterator[str]:
    each = judge.PROOF_POINTS / len(outcome.causes)
    if missing := [cause for cause in outcome.causes if cause not in outcome.proven]:
        causes = " and ".join(missing)
        yield f"When you conclude, give a look that shows {causes}: {each:.0f} points for each cause."
