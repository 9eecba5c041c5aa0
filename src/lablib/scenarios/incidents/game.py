"""The game: a night on call, from the pager to the judgement.

    with incident(seed=7, level=1) as game:
        print(game.pager)
        print(game.look("logs", function="book-usage"))
        game.act("deploy", what="book-usage", version="previous")
        print(game.conclude("errors-swallowed", because=["look 1"]))

Looking and acting take virtual minutes, and the incident goes on meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection

from lablib.scenarios.incidents import judge, runs
from lablib.scenarios.incidents.cause import Cause
from lablib.scenarios.incidents.causes import CAUSES
from lablib.scenarios.incidents.evidence import Evidence, Moment
from lablib.scenarios.incidents.incident import compose
from lablib.scenarios.incidents.night import Night
from lablib.scenarios.incidents.outcome import Outcome


class Game(Night):
    """A night with its judgement."""

    outcome: Outcome | None = None
    """There once the game is concluded."""

    def conclude(self, *cause_ids: str, because: Collection[str] = ()) -> Outcome:
        """Name the causes, and the evidence that shows them; the night goes on to its end, and is judged.

        Raises ValueError for a cause or an evidence that there isn't, and RuntimeError the second time.
        """
        self._check(cause_ids, because)
        self.play_on()
        causes = self.incident.causes
        results = {
            "nothing": runs.with_nothing_done(self.incident),
            "reference": runs.with_reference(self.incident),
            "yours": judge.measure(self.system),
        }
        grounded = self._grounded(causes)
        ids = {cause.id for cause in causes}
        named = max(0.0, (len(ids & {*cause_ids}) - len({*cause_ids} - ids)) / len(ids))
        given = [each for each in self.evidence if each.id in because]
        proven = sum(_shows(given, cause) for cause in causes) / len(causes)
        share = judge.outcome_share(*results.values())
        self.outcome = Outcome(
            points=judge.points(share, grounded, named, proven),
            causes=self.incident.ids,
            cause_named=named,
            evidence_before_acts=grounded,
            runs=results,
            explanation=(),
            timeline=(),
        )
        self.outcome = self.outcome.with_timeline(tuple(self.timeline))
        return self.outcome

    @property
    def timeline(self) -> list[Moment]:
        """What could be seen and what was done; what really happened joins when the game is concluded."""
        moments = [Moment(each.at_s, "looked", f"{each.source} {each.told}") for each in self.evidence]
        moments += [Moment(each.at_s, "acted", str(each)) for each in self.done]
        moments.append(Moment(0.0, "visible", self.pager))
        if self.outcome is not None:
            happened = ((round(at_s - self.paged_s, 6), text) for at_s, text in self.system.happened)
            moments += [Moment(at_s, "happened", text) for at_s, text in happened]
        return sorted(moments, key=lambda moment: moment.at_s)

    def _check(self, cause_ids: Collection[str], because: Collection[str]) -> None:
        if self.outcome is not None:
            raise RuntimeError("this game is concluded. Remedy: play another, incident(seed, level)")
        for unknown in {*cause_ids} - CAUSES.keys():
            raise ValueError(f"there is no cause {unknown!r}; there are: {', '.join(CAUSES)}")
        for unknown in {*because} - {each.id for each in self.evidence}:
            raise ValueError(f"there is no evidence {unknown!r}: give ids of your looks, as in 'look 1'")

    def _grounded(self, causes: Collection[Cause]) -> float:
        """Share of the acts that evidence of a cause stood before."""
        if not self.done:
            return 0.0
        first_s = min(
            (each.at_s for each in self.evidence if any(_shows([each], cause) for cause in causes)),
            default=float("inf"),
        )
        return sum(act.at_s >= first_s for act in self.done) / len(self.done)


def _shows(evidence: Collection[Evidence], cause: Cause) -> bool:
    return any(sign.is_in(each) for sign in cause.signs for each in evidence)


def incident(seed: int = 7, level: int = 1, *, causes: tuple[str, ...] = ()) -> Game:
    """Open a night on call and let it run until the pager goes off.

    Level 1 has one cause, level 2 has red herrings beside it, level 3 two causes that overlap. `causes` names
    them instead, by id, for who writes about a certain one. Raises ValueError for what there isn't.
    """
    return Game(compose(seed, level, causes)).open()
