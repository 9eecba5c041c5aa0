"""The runs of a search. What follows from one run isn't played a second time.

A run in which no record is ever throttled is the same run for whoever resends what was throttled, and for a
stream of twice or three times the shards: each of these takes a part of what one took before, at the same
moments. Turned around, records that the naive producer loses on six shards are throttled on three and on two.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from lablib.scenarios.advice.plan import NAIVE, Plan
from lablib.scenarios.advice.trial import Traffic, Trial, lossless, play_plan
from lablib.scenarios.replay.incident import Progress, nobody_watches


class Runs:
    """Plans on one traffic, each with its trial if it loses nothing, or None if it loses a record."""

    def __init__(self, traffic: Traffic) -> None:
        self.traffic = traffic
        self._found: dict[Plan, Trial | None] = {}
        self._played: set[Plan] = set()

    @property
    def trials(self) -> list[Trial]:
        """Of the plans that lose nothing."""
        return [trial for trial in self._found.values() if trial is not None]

    @property
    def found(self) -> Set[Plan]:
        """The plans that lose nothing."""
        return {trial.plan for trial in self.trials}

    @property
    def tried(self) -> int:
        """How many plans were asked about."""
        return len(self._found)

    def stored(self, plan: Plan) -> int | None:
        """How many records are stored if no event is lost; None if that isn't known.

        Packs are the same whoever sends them to however many shards.
        """
        return next((each.stored for each in self.trials if each.plan.writes_as(plan)), None)

    def note(self, trial: Trial) -> None:
        """A plan was played to its end."""
        self._found[trial.plan] = None if trial.lost else trial
        self._played.add(trial.plan)

    def lossless(self, plan: Plan, on_progress: Progress = nobody_watches) -> Trial | None:
        """The trial of a plan that loses nothing; None for one that does."""
        if plan not in self._found and not self._follows_from_a_loss(plan):
            self._found[plan] = self._following(plan) or self._play(plan, on_progress)
        return self._found.setdefault(plan, None)

    def played(self, trial: Trial, on_progress: Progress) -> Trial:
        """The same trial by a run of its own, to the end."""
        if trial.plan in self._played:
            return trial
        self._played.add(trial.plan)
        return play_plan(self.traffic, trial.plan, on_progress)

    def _play(self, plan: Plan, on_progress: Progress) -> Trial | None:
        trial = lossless(self.traffic, plan, on_progress)
        if trial is not None:
            self._played.add(plan)
        return trial

    def _following(self, plan: Plan) -> Trial | None:
        """What a run without a throttled record says of this plan."""
        for known in self.trials:
            multiple = known.plan.writes_as(plan) and plan.shards % known.plan.shards == 0
            if multiple and not known.throttled:
                return replace(known, plan=plan, dollars=self.traffic.dollars(plan, known.stored))
        return None

    def _follows_from_a_loss(self, plan: Plan) -> bool:
        if plan.producer != NAIVE:
            return False
        losing = (each for each, trial in self._found.items() if trial is None and each.producer == NAIVE)
        return any(each.writes_as(plan) and each.shards % plan.shards == 0 for each in losing)
