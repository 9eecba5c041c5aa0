"""The game: a night on call, from the pager to the judgement.

    with incident(seed=7, level=1) as game:
        print(game.pager)
        print(game.look("logs", function="book-usage"))
        game.act("deploy", what="book-usage", version="previous")
        print(game.conclude("errors-swallowed", because=["look 1"]))

Looking and acting take virtual minutes, and the incident goes on meanwhile.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import replace
from reprlib import repr as short

from lablib.scenarios.incidents import choices, judge, runs, slo
from lablib.scenarios.incidents.causes import CAUSES
from lablib.scenarios.incidents.evidence import Evidence, Moment
from lablib.scenarios.incidents.explanation import explain
from lablib.scenarios.incidents.headlines import headline
from lablib.scenarios.incidents.incident import Incident, compose
from lablib.scenarios.incidents.judge import Result
from lablib.scenarios.incidents.logged import Logged
from lablib.scenarios.incidents.night import Night
from lablib.scenarios.incidents.outcome import Outcome
from lablib.scenarios.incidents.signs import shows
from lablib.simulator import limits
from lablib.simulator.call_forms import called_as, there_are
from lablib.simulator.clock.activity import doing

MOST_CAUSES = 2
"""Of a night of level 3."""
MINUTE_S = limits.METRIC_PERIOD_S
RUNS_TO_COMPARE = 2
"""With nothing done, which has the signs too, and with the reference."""


class Game(Night):
    """A night with its judgement."""

    def __init__(self, incident: Incident) -> None:
        super().__init__(incident)
        self.outcome: Outcome | None = None
        """There once the game is concluded."""
        self.when_concluded: list[Callable[[Game], None]] = []
        """Called with the game once it has its outcome: whoever opened it may keep it."""
        self.world.record()  # so that the player can play the night

    @called_as('game.conclude("errors-swallowed", because=["look 1"])')
    def conclude(self, *cause_ids: str, because: Collection[str] = ()) -> Outcome:
        """Name the causes, and the evidence that shows them; the night goes on to its end, and is judged.

        Raises ValueError for a cause or an evidence that there isn't, and for no cause or more than two, and
        RuntimeError the second time. Then the game goes on.
        """
        self._calls.require_a_person("conclude")
        self._check(cause_ids, because)
        cause_ids = tuple(dict.fromkeys(cause_ids))
        _require_causes(cause_ids)
        with self._calls.the_game_s():
            self.play_on()
            yours, count = self.result, RUNS_TO_COMPARE + len(self.done)
            with doing("the same night, to compare", lambda: f"{count} runs"):
                nothing, reference = runs.with_nothing_done(self.incident), runs.with_reference(self.incident)
                said = explain(self, {*cause_ids}, yours, runs.signs_of(self.incident))
        results = {"nothing": nothing, "reference": reference, "yours": yours}
        self.outcome = self._judged(results, cause_ids, because, said)
        self.outcome = replace(self.outcome, timeline=tuple(self._moments(is_over=True)))
        for do in self.when_concluded:
            do(self)
        return self.outcome

    def _judged(
        self,
        results: dict[str, Result],
        cause_ids: tuple[str, ...],
        because: Collection[str],
        said: tuple[str, ...],
    ) -> Outcome:
        causes, ids, named = self.incident.causes, {*self.incident.ids}, {*cause_ids}
        share = max(0.0, (len(ids & named) - len(named - ids)) / len(ids))
        given = [each for each in self.evidence if each.id in because]
        proven = tuple(cause.id for cause in causes if any(shows(each, cause) for each in given))
        grounded = self._grounded()
        outcome = judge.outcome_share(*results.values())
        return Outcome(
            points=judge.points(outcome, grounded, share, len(proven) / len(causes)),
            causes=self.incident.ids,
            named=cause_ids,
            because=tuple(because),
            cause_named=share,
            evidence_before_acts=grounded,
            outcome_share=outcome,
            proven=proven,
            runs=results,
            explanation=said,
            timeline=(),
        )

    @property
    def timeline(self) -> list[Moment]:
        """What could be seen and what was done; what really happened joins when the game is concluded."""
        return list(self.outcome.timeline) if self.outcome is not None else self._moments(is_over=False)

    def _moments(self, *, is_over: bool) -> list[Moment]:
        moments = [Moment(each.at_s, "looked", f"{_asked(each)}: {headline(each)}") for each in self.evidence]
        moments += [Moment(each.at_s, "acted", str(each)) for each in self.done]
        moments.append(Moment(0.0, "visible", self.pager))
        moments += [self._moment("visible", each) for each in self.alarms_told()]
        if is_over:
            moments += [self._moment("happened", each) for each in [*self.system.happened, *self._slo_told()]]
        return sorted(moments, key=lambda moment: moment.at_s)

    def _moment(self, kind: str, logged: Logged) -> Moment:
        return Moment(round(logged.at_s - self.paged_s, 6), kind, logged.text)

    def _slo_told(self) -> list[Logged]:
        """Where each row of minutes outside the objective begins and ends."""
        end_s = self.end_us / limits.US_PER_S
        outside = self.outside(end_s)
        begins = [at_s for at_s in outside if at_s - MINUTE_S not in outside]
        judged_s = end_s - slo.WITHIN_S - 2 * MINUTE_S
        ends = [at_s + MINUTE_S for at_s in outside if at_s + MINUTE_S not in outside and at_s < judged_s]
        told = [Logged(at_s, "usage served from here on is outside the objective") for at_s in begins]
        return told + [Logged(at_s, "usage served from here on is booked in time again") for at_s in ends]

    def _check(self, cause_ids: Collection[str], because: Collection[str]) -> None:
        if self.outcome is not None:
            raise RuntimeError(
                "this game is concluded, and game.outcome has its score. "
                "Remedy: play another, incident(seed, level)"
            )
        for unknown in [each for each in cause_ids if each not in [*CAUSES]]:
            raise ValueError(f"there is no cause {unknown!r}{there_are(unknown, CAUSES)}")
        choices.require_ids(because, "because")
        seen = [each.id for each in self.evidence]
        for unknown in [each for each in because if each not in seen]:
            raise ValueError(
                f"there is no evidence {short(unknown)}: give ids of your looks, as in 'look 1'; you have: "
                f"{', '.join(seen) or 'none yet'}"
            )

    def _grounded(self) -> float:
        """Share of the acts before which there was evidence that shows a cause."""
        shown = [
            each.at_s for each in self.evidence if any(shows(each, cause) for cause in self.incident.causes)
        ]
        first_s = min(shown, default=math.inf)
        return sum(act.at_s >= first_s for act in self.done) / len(self.done) if self.done else 0.0


def _require_causes(ids: Collection[str]) -> None:
    """Raise ValueError for a conclusion that names nothing, or more than there can be."""
    if 1 <= len(ids) <= MOST_CAUSES:
        return
    given = f"names {len(ids)} causes: {', '.join(ids)}" if ids else "names no cause"
    raise ValueError(
        f"this conclusion {given}. A night has one cause, or two. Nothing has ended. Remedy: "
        'conclude("errors-swallowed", because=["look 1"]), with an id of causes()'
    )


def _asked(evidence: Evidence) -> str:
    return f"{evidence.source} {evidence.told}".strip()


def incident(seed: int = 7, level: int = 1, *, causes: tuple[str, ...] = ()) -> Game:
    """Open a night on call and let it run until the pager goes off.

    Level 1 has one cause, level 2 has red herrings beside it, level 3 two causes that overlap. `causes` names
    them instead, by id, for who writes about a certain one. Raises ValueError for what there isn't.
    """
    return Game(compose(seed, level, causes)).open()
