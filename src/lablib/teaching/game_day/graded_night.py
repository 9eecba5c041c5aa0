"""A night for a grader: concluded as any, and judged against runs that were played before.

A game compares itself with other runs of its night, each of which takes as long as itself. A grader plays
several nights with every check, so it knows what doing nothing and the reference come to. A test plays them
again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from lablib.scenarios.incidents import Game, compose
from lablib.scenarios.incidents.judge import Result
from lablib.scenarios.incidents.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Known:
    """A night whose comparison runs are known."""

    seed: int
    level: int
    causes: tuple[str, ...]
    nothing: Result
    reference: Result


class GradedNight(Game):
    """Its `conclude` plays on to the end, and compares with what is known."""

    def __init__(self, known: Known) -> None:
        super().__init__(compose(known.seed, known.level, known.causes))
        self._known = known

    def conclude(self, *cause_ids: str, because: Collection[str] = ()) -> Outcome:
        """As that of a game. The explanation is the grader's."""
        self._check(cause_ids, because)
        with self._at_work():
            self.play_on()
        results = {"nothing": self._known.nothing, "reference": self._known.reference, "yours": self.result}
        self.outcome = self._judged(results, cause_ids, because, ())
        return self.outcome
