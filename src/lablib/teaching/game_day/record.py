"""A finished game as plain data: what a score card, a picture or a postmortem is made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec

from lablib.scenarios.incidents import Game
from lablib.scenarios.incidents.headlines import headline
from lablib.scenarios.incidents.judge import Result
from lablib.scenarios.incidents.score_parts import score_parts
from lablib.simulator.call_forms import require_a

KINDS = ("happened", "visible", "looked", "acted")
"""The kinds of a moment, in the order in which pages show them."""
RUNS = ("nothing", "reference", "yours")
MEASURES = {
    "events_lost": "events lost",
    "billed_twice": "billed twice",
    "late": "late at the end",
    "minutes_outside_slo": "minutes outside the SLO",
    "dollars": "dollars",
}
"""What each run is measured by, and how pages call it."""


class Moment(msgspec.Struct, frozen=True):
    """Something that was, `at_s` seconds after the pager; before it, at_s is negative."""

    at_s: float
    kind: str
    text: str


class Look(msgspec.Struct, frozen=True):
    """Evidence that was opened."""

    id: str
    source: str
    which: str
    at_s: float
    text: str
    headline: str = ""
    """What matters in it, in one line; games that were kept before there were headlines have none."""

    @property
    def said(self) -> str:
        """The headline, or else the first line."""
        return self.headline or self.text.partition("\n")[0]


class Step(msgspec.Struct, frozen=True):
    """An act that was taken."""

    name: str
    params: str
    at_s: float
    cost_s: float
    text: str


class Run(msgspec.Struct, frozen=True):
    """How one of the three runs of a seed ended."""

    events_lost: int
    billed_twice: int
    minutes_outside_slo: float
    dollars: float
    late: int = 0
    """On their way at the end; games that were kept before it was recorded say 0."""


class ScorePart(msgspec.Struct, frozen=True):
    """Where points come from: the outcome, the cause named, or the proof."""

    name: str
    points: float
    most: int
    rest: str
    """How to get what is missing."""


class GameRecord(msgspec.Struct, frozen=True):
    """One game from the pager to the score."""

    seed: int
    level: int
    paged: str
    """Virtual time at which the pager fired, in ISO format."""
    pager: str
    causes: dict[str, str]
    """The true ones, each with its sentence."""
    named: list[str]
    because: list[str]
    points: float
    evidence_before_acts: float
    """Share of the acts before which evidence of a cause was opened."""
    runs: dict[str, Run]
    looks: list[Look]
    steps: list[Step]
    timeline: list[Moment]
    explanation: list[str]
    parts: list[ScorePart] = []
    """What `points` are the sum of; games that were kept before it was recorded have none."""
    words: dict[str, str] = {}
    """What the learner wrote, by the heading of the postmortem."""

    @property
    def name(self) -> str:
        """Such as `level-2-seed-7`, which its files are called."""
        return f"level-{self.level}-seed-{self.seed}"

    @property
    def cause_named(self) -> bool:
        """Whether exactly the true causes were named."""
        return set(self.named) == set(self.causes)

    @property
    def span_s(self) -> tuple[float, float]:
        """The first moment and the last, in seconds after the pager."""
        times = [0.0, *(each.at_s for each in self.timeline)]
        return min(times), max(times)

    def clock(self, at_s: float) -> str:
        """The time of day so many seconds after the pager, such as 02:17."""
        paged = datetime.fromisoformat(self.paged)
        return f"{datetime.fromtimestamp(paged.timestamp() + at_s, UTC):%H:%M}"


def as_text(which: Mapping[str, Any]) -> str:
    """Parameters in a line: `name=IteratorAge, minutes=30`. Code is told by its name; empty ones are not."""
    given = {name: value for name, value in which.items() if value not in ("", None)}
    return ", ".join(f"{name}={getattr(value, '__name__', value)}" for name, value in given.items())


def record_of(game: Game, words: Mapping[str, Any] | None = None) -> GameRecord:
    """The record of a concluded game, without words that are still `...`.

    Raises ValueError for another game, and TypeError for what is none.
    """
    require_a(Game, game, "keep", "a game that is over, as in keep(game) after game.conclude(...)")
    outcome = game.outcome
    if outcome is None:
        raise ValueError("this game isn't over. Remedy: game.conclude(...), with the cause's id")
    known = game.causes()
    return GameRecord(
        seed=game.incident.seed,
        level=game.incident.level,
        paged=datetime.fromtimestamp(game.paged_s, UTC).isoformat(),
        pager=game.pager,
        causes={id_: known[id_] for id_ in outcome.causes},
        named=[*outcome.named],
        because=[*outcome.because],
        points=outcome.points,
        evidence_before_acts=outcome.evidence_before_acts,
        runs={name: _run(result) for name, result in outcome.runs.items()},
        looks=[
            Look(each.id, each.source, as_text(each.which), each.at_s, each.text, headline(each))
            for each in game.evidence
        ],
        steps=[
            Step(each.name, as_text(each.params), each.at_s, each.cost_s, each.text) for each in game.done
        ],
        timeline=[Moment(each.at_s, each.kind, each.text) for each in game.timeline],
        explanation=[*outcome.explanation],
        parts=[
            ScorePart(each.name, round(each.points, 1), each.most, each.rest) for each in score_parts(outcome)
        ],
        words={name: text for name, text in (words or {}).items() if text is not ...},
    )


def require_record(record: object, name: str) -> None:
    """Raise TypeError for what is no record, such as the game itself; `name` is what takes it."""
    require_a(GameRecord, record, name, f"the record of a game that is over, as in {name}(keep(game))")


def _run(result: Result) -> Run:
    return Run(**{measure: getattr(result, measure) for measure in MEASURES})
