"""A night for a grader: concluded as any, and judged against runs that were played before.

A game compares itself with other runs of its night, each of which takes as long as itself. A grader plays
several nights with every check, so it knows what doing nothing and the reference come to. A test plays them
again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from lablib.scenarios.incidents import Game, compose, costs, judge, slo
from lablib.scenarios.incidents.evidence import Act
from lablib.scenarios.incidents.incident import Incident
from lablib.scenarios.incidents.judge import Result
from lablib.scenarios.incidents.logged import clock_text
from lablib.scenarios.incidents.outcome import Outcome
from lablib.scenarios.incidents.signs import shows
from lablib.scenarios.incidents.system import QUEUE
from lablib.simulator import limits
from lablib.simulator.call_forms import called_as
from lablib.simulator.network.clients import world_client

REPLAY = "second mapping"
STILL_S = 300
"""If an event is missing that was served in the last five minutes that are due, the loss goes on."""


@dataclass(frozen=True, slots=True)
class Known:
    """A night whose comparison runs are known."""

    seed: int
    level: int
    causes: tuple[str, ...]
    nothing: Result
    reference: Result
    minutes: tuple[int, ...] = ()
    """When the causes begin, where that isn't drawn."""

    @property
    def incident(self) -> Incident:
        """The night itself."""
        drawn = compose(self.seed, self.level, self.causes)
        return replace(drawn, minutes=self.minutes) if self.minutes else drawn


@dataclass(frozen=True, slots=True)
class Replay:
    """A second mapping when it was begun."""

    function: str
    clock: str
    waiting: int
    """Events that `book-usage` was still to come to."""


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What a grader asks of a night that is over; of one that wasn't concluded, nothing."""

    acts: int = 0
    looked_min: int = 0
    """What the looks took."""
    acted_min: int = 0
    replays: tuple[Replay, ...] = ()
    missing: tuple[str, ...] = ()
    """When each event was served that is due and not in the books, as "00:12"."""
    still_missing: bool = False
    """Whether events of the last minutes that are due are among them."""
    in_queue: int = 0
    """Messages in the failure queue."""
    unproven: tuple[str, ...] = ()
    """Causes that none of the looks shows that were given for them."""


class GradedNight(Game):
    """Its `conclude` plays on to the end, and compares with what is known."""

    def __init__(self, known: Known) -> None:
        super().__init__(known.incident)
        self._known = known
        self.replays: list[Replay] = []
        self.aftermath = Aftermath()

    @called_as('game.act("update mapping", BatchSize=10)')
    def act(self, name: str, **params: Any) -> Act:
        """As that of a game. What waits when a second mapping begins is kept."""
        waiting = judge.measure(self.system).late if name == REPLAY else 0
        clock = self.now
        done = super().act(name, **params)
        if name == REPLAY:
            self.replays.append(Replay(done.text.partition(" ")[0], clock, waiting))
        return done

    @called_as('game.conclude("errors-swallowed", because=["look 1"])')
    def conclude(self, *cause_ids: str, because: Collection[str] = ()) -> Outcome:
        """As that of a game. The explanation is the grader's."""
        self._check(cause_ids, because)
        with self._calls.the_game_s():
            self.play_on()
        results = {"nothing": self._known.nothing, "reference": self._known.reference, "yours": self.result}
        self.outcome = self._judged(results, cause_ids, because, ())
        self.aftermath = self._look_after(because)  # now, as the world is closed when a grader comes to it
        return self.outcome

    def _look_after(self, because: Collection[str]) -> Aftermath:
        missing = self._missing()
        due_s = self.system.now_s - slo.WITHIN_S
        return Aftermath(
            acts=len(self.done),
            looked_min=sum(costs.LOOK_MINUTES[each.source] for each in self.evidence),
            acted_min=round(sum(act.cost_s for act in self.done) / 60),
            replays=tuple(self.replays),
            missing=tuple(missing),
            still_missing=bool(missing) and missing[-1] >= clock_text(due_s - STILL_S),
            in_queue=self._messages_in_queue(),
            unproven=tuple(self._unproven(because)),
        )

    def _missing(self) -> list[str]:
        due = self.system.gateways.served(
            self.system.night_us / limits.US_PER_S, self.system.now_s - slo.WITHIN_S
        )
        return [clock_text(at_s) for event_id, at_s in due if event_id not in self.system.books.lines]

    def _messages_in_queue(self) -> int:
        with self._calls.the_game_s():
            sqs = world_client("sqs")
            url = sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"]
            about = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
        return int(about["Attributes"]["ApproximateNumberOfMessages"])

    def _unproven(self, because: Collection[str]) -> list[str]:
        given = [each for each in self.evidence if each.id in because]
        return [cause.id for cause in self.incident.causes if not any(shows(each, cause) for each in given)]
