"""The search: for each way of writing, the fewest shards that lose nothing; then the proof of the best."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from lablib.scenarios.advice.plan import CAREFUL, KEYS, Plan
from lablib.scenarios.advice.progress import parts_of, piece_by_piece
from lablib.scenarios.advice.runs import Runs
from lablib.scenarios.advice.trial import Traffic, Trial, play_plan
from lablib.scenarios.replay.incident import Progress, nobody_watches

SHORT_FLUSH_S = 1.0
MOST_CHANGES = 2
"""Of the way of writing at once, the number of shards aside. Who changes more at once learns little."""
OTHER_SEEDS = (1, 2)
"""Added to the run's seed: a plan that is recommended loses nothing with these, too."""
MOST_SHARDS = 1_024
"""No plan is looked for beyond it. An account has fewer, until it asks for more."""
PROOF = 0.15
"""About so much of the search takes the proof of each recommended plan."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A recommended plan."""

    trial: Trial
    """By a run of its own to the end, and without a loss in the runs with the other seeds."""
    next_cheaper: Trial | None
    """Of all plans that cost less, the dearest, by a run to the end in which it loses records. None if no
    plan costs less."""
    its_seed: int
    """The seed of that run: the first, of those that the choice was tried with, with which it loses."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What was found."""

    now: Trial
    lossless: tuple[Trial, ...]
    """The cheapest first; of those that cost the same, the one with fewer changes."""
    seed: int
    """Of the runs, where nothing else is said."""
    tried: int
    """Of how many plans it is known whether they lose a record with this seed."""
    hopeless: tuple[Plan, ...]
    """Ways of writing for which no number of shards up to `MOST_SHARDS` was found."""
    best: Choice | None
    """Of all plans that lose nothing, with the other seeds as well."""
    single: Choice | None
    """The cheapest of these that differs from today in one thing."""

    @property
    def cheapest(self) -> Trial | None:
        """The plan of `best`."""
        return None if self.best is None else self.best.trial

    @property
    def one_change(self) -> Trial | None:
        """The plan of `single`."""
        return None if self.single is None else self.single.trial


def advise(
    traffic: Traffic, now: Plan, on_progress: Progress = nobody_watches, today: Trial | None = None
) -> Advice:
    """Try every way of writing. `today` is the trial of `now`, if it was played before.

    Raises ValueError for what the engine in arrays doesn't take.
    """
    return _Search(traffic, now).found(on_progress, today)


class _Search:
    def __init__(self, traffic: Traffic, now: Plan) -> None:
        self._now = now
        self._runs = Runs(traffic)
        self._others = [Runs(replace(traffic, seed=traffic.seed + each)) for each in OTHER_SEEDS]
        self._ways = list(_ways(traffic, now))
        self._no_better: set[Plan] = set()
        """Ways that weren't played, as they can't be cheaper than one with a change less."""

    def found(self, on_progress: Progress, today: Trial | None) -> Advice:
        """Search and prove."""
        work = [_work(each) for each in (self._now, *self._ways)]
        proof = PROOF * sum(work)
        of_today, *of_ways, of_best, of_single = parts_of(on_progress, [*work, proof, proof])
        traffic = self._runs.traffic
        now = play_plan(traffic, self._now, of_today) if today is None else today
        self._runs.note(now)
        for way, told in zip(self._ways, of_ways, strict=True):
            self._try(way, piece_by_piece(told))
            told(1.0)
        found = {each.plan.with_shards(self._now.shards) for each in self._runs.trials} | self._no_better
        hopeless = tuple(way for way in self._ways if way not in found)
        best = self._choose(lambda plan: True, piece_by_piece(of_best))
        single = self._choose(self._is_single, piece_by_piece(of_single))
        on_progress(1.0)
        lossless = tuple(self._in_order())
        return Advice(now, lossless, traffic.seed, self._runs.tried, hopeless, best, single)

    def _try(self, way: Plan, pieces: Iterator[Progress]) -> None:
        if self._is_no_better(way, pieces):
            self._no_better.add(way)
            return
        self._look_for_the_fewest(way, pieces)
        if self._is_single(way):
            self._runs.lossless(way, next(pieces))  # it leaves the stream alone

    def _is_no_better(self, way: Plan, pieces: Iterator[Progress]) -> bool:
        """Whether it only flushes more often, where one shard is enough already.

        A shorter flush makes no fewer packs, each of which is paid, and there are no fewer shards than one.
        """
        longer = replace(way, shards=1, flush_every_s=self._now.flush_every_s)
        often = self._now.flush_every_s / way.flush_every_s
        if not way.packed or often == 1 or not often.is_integer() or longer not in self._runs.found:
            return False
        return self._loses_with(longer, pieces) is None

    def _look_for_the_fewest(self, way: Plan, pieces: Iterator[Progress]) -> None:
        """Shards are doubled until nothing is lost, then halved between.

        That ends at a number that loses nothing where one less loses something. An even smaller one may lose
        nothing too, by the luck of where keys fall.
        """
        loses, keeps = 0, 1
        while not self._runs.lossless(way.with_shards(keeps), next(pieces)):
            loses, keeps = keeps, 2 * keeps
            if keeps > MOST_SHARDS:
                return
        while keeps - loses > 1:
            middle = (loses + keeps) // 2
            if self._runs.lossless(way.with_shards(middle), next(pieces)):
                keeps = middle
            else:
                loses = middle

    def _in_order(self) -> list[Trial]:
        """What loses nothing, the cheapest first."""
        return sorted(self._runs.trials, key=lambda trial: (trial.dollars, len(self._changes(trial.plan))))

    def _changes(self, plan: Plan) -> tuple[str, ...]:
        return plan.changes_from(self._now)

    def _is_single(self, plan: Plan) -> bool:
        return len(self._changes(plan)) == 1

    # --- the proof -----------------------------------------------------------------------------------

    def _choose(self, wanted: Callable[[Plan], bool], pieces: Iterator[Progress]) -> Choice | None:
        """The cheapest of the wanted plans that loses nothing with any seed. The next cheaper one does."""
        for trial in self._in_order():
            if wanted(trial.plan) and self._loses_with(trial.plan, pieces) is None:
                break
        else:
            return None
        cheaper = self._next_cheaper(trial, wanted)
        if cheaper is not None and self._loses_with(cheaper, pieces) is None:
            return self._choose(wanted, pieces)
        return Choice(self._runs.played(trial, next(pieces)), *self._loss_of(cheaper, pieces))

    def _loses_with(self, plan: Plan, pieces: Iterator[Progress]) -> int | None:
        """The first seed with which a plan loses something."""
        return next(
            (runs.traffic.seed for runs in self._all_seeds if runs.lossless(plan, next(pieces)) is None), None
        )

    @property
    def _all_seeds(self) -> list[Runs]:
        return [self._runs, *self._others]

    def _next_cheaper(self, best: Trial, wanted: Callable[[Plan], bool]) -> Plan | None:
        """Of all plans that cost less, tried or not, the dearest."""
        cheaper = [pair for way in self._ways for pair in self._priced(way, best.dollars) if wanted(pair[1])]
        return max(cheaper, key=lambda pair: pair[0])[1] if cheaper else None

    def _priced(self, way: Plan, below: Decimal) -> Iterator[tuple[Decimal, Plan]]:
        """A way of writing to more and more shards, while it costs less than that if it loses nothing."""
        stored = self._runs.stored(way)
        if stored is None:
            return  # no number of shards loses nothing, so nobody has counted its packs
        for plan in map(way.with_shards, range(1, MOST_SHARDS + 1)):
            dollars = self._runs.traffic.dollars(plan, stored)
            if dollars >= below:
                return
            yield dollars, plan

    def _loss_of(self, plan: Plan | None, pieces: Iterator[Progress]) -> tuple[Trial | None, int]:
        """What a plan loses with the first seed with which it does, and that seed."""
        seed = None if plan is None else self._loses_with(plan, pieces)
        if plan is None or seed is None:
            return None, self._runs.traffic.seed
        return play_plan(replace(self._runs.traffic, seed=seed), plan, next(pieces)), seed


def _ways(traffic: Traffic, now: Plan) -> Iterator[Plan]:
    """Every combination of what can be changed besides the shards. The naive ones first: see `Runs`."""
    producers = sorted({now.producer, CAREFUL}, reverse=True)
    flushes = dict.fromkeys((now.flush_every_s, min(now.flush_every_s, SHORT_FLUSH_S)))
    keys = KEYS if traffic.outline.key_hashes is not None else (now.key,)
    for producer, flush_every_s, packed, key in product(producers, flushes, (False, True), keys):
        way = Plan(now.shards, flush_every_s, producer, key, packed)
        if len(way.changes_from(now)) <= MOST_CHANGES:
            yield way


def _work(plan: Plan) -> float:
    """About how long a run of it takes, against others of the same traffic."""
    return 1 + 2 / plan.flush_every_s  # by the event, and by the call
