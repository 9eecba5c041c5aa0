"""How a night ended: what it cost, beside the same night with nothing done and with the reference's acts."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

from lablib.scenarios.incidents.evidence import Moment
from lablib.scenarios.incidents.judge import Result


@dataclass(frozen=True, slots=True)
class Outcome:
    """The judgement. As text it is a table of the three runs, the points and the explanation."""

    points: int
    """From 0 to 100: `judge.py` has the formula."""
    causes: tuple[str, ...]
    """Ids of what it was."""
    named: tuple[str, ...]
    """Ids of what the learner named, as it was given."""
    because: tuple[str, ...]
    """Ids of the evidence that the learner gave for it."""
    cause_named: float
    """Share of the causes that were named, less the wrong names; from 0 to 1."""
    evidence_before_acts: float
    """Share of the acts before which evidence was opened that shows a cause; 0 without acts."""
    outcome_share: float
    """Where your harm lies between that of doing nothing, 0, and that of the reference, 1."""
    proven: tuple[str, ...]
    """Ids of the causes that evidence was given for."""
    runs: dict[str, Result]
    """"nothing", "reference", "yours": three runs of the same seed."""
    explanation: tuple[str, ...]
    """Which evidence would have told the causes apart, and what each act did, in sentences."""
    timeline: tuple[Moment, ...]

    @property
    def events_lost(self) -> int:
        """In your run."""
        return self.runs["yours"].events_lost

    @property
    def billed_twice(self) -> int:
        """In your run."""
        return self.runs["yours"].billed_twice

    @property
    def minutes_outside_slo(self) -> int:
        """In your run."""
        return self.runs["yours"].minutes_outside_slo

    @property
    def dollars(self) -> float:
        """In your run."""
        return self.runs["yours"].dollars

    def digest(self) -> str:
        """The same seed and the same acts give the same one."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()

    def __str__(self) -> str:
        head = f"{'':<12}{'lost':>8}{'twice':>8}{'late':>8}{'outside, min':>14}{'AWS, $':>9}{'harm, $':>10}"
        rows = [
            f"{name:<12}{each.events_lost:>8,}{each.billed_twice:>8,}{each.late:>8,}"
            f"{each.minutes_outside_slo:>14,}{each.dollars:>9.2f}{each.harm_usd:>10,.0f}"
            for name, each in self.runs.items()
        ]
        said = f"{self.points} points. It was: {', '.join(self.causes)}."
        return "\n".join([head, *rows, said, *self.explanation])
