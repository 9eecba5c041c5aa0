"""The search: for each way of writing, the fewest shards that lose nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from lablib.scenarios.advice.plan import KEYS, Plan
from lablib.scenarios.advice.trial import Traffic, Trial, loses_nothing, play_plan
from lablib.scenarios.replay.incident import Progress, nobody_watches

SHORT_FLUSH_S = 1.0
MOST_CHANGES = 2
"""Of the way of writing at once, the number of shards aside. Who changes more at once learns little."""
OTHER_SEEDS = (1, 2)
"""Added to the run's seed: a plan that is recommended loses nothing with these, too."""
MOST_SHARDS = 1_024
"""No plan is looked for beyond it. An account has fewer, until it asks for more."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What was found. Every plan in `lossless` was played to its end and lost no record."""

    now: Trial
    lossless: tuple[Trial, ...]
    """The cheapest first; of those that cost the same, the one with fewer changes."""
    hopeless: tuple[Plan, ...]
    """Ways of writing for which no number of shards up to `MOST_SHARDS` was found."""
    cheapest: Trial | None
    """Of all plans that lose nothing, with the other seeds as well."""
    one_change: Trial | None
    """The cheapest of these that differs from today in one thing."""


def advise(traffic: Traffic, now: Plan, on_progress: Progress = nobody_watches) -> Advice:
    """Try every way of writing. Raises ValueError for what the engine in arrays doesn't take."""
    ways = list(_ways(traffic, now))
    lossless, hopeless = [], []
    today = play_plan(traffic, now)
    for number, way in enumerate(ways, 1):
        plan = _fewest_shards(traffic, way)
        if plan is None:
            hopeless.append(way)
        else:
            lossless.append(play_plan(traffic, plan))
        if plan != way and len(way.changes_from(now)) == 1 and loses_nothing(traffic, way):
            lossless.append(play_plan(traffic, way))  # it leaves the stream alone
        on_progress(number / (len(ways) + 1))
    lossless.sort(key=lambda trial: (trial.dollars, len(trial.plan.changes_from(now))))
    single = [each for each in lossless if len(each.plan.changes_from(now)) == 1]
    best = _holds(traffic, lossless), _holds(traffic, single)
    on_progress(1.0)
    return Advice(today, tuple(lossless), tuple(hopeless), *best)


def _holds(traffic: Traffic, trials: list[Trial]) -> Trial | None:
    """The first that loses nothing with other seeds: other latencies, other places where gateways begin."""
    others = [replace(traffic, seed=traffic.seed + each) for each in OTHER_SEEDS]
    return next((each for each in trials if all(loses_nothing(other, each.plan) for other in others)), None)


def _ways(traffic: Traffic, now: Plan) -> Iterator[Plan]:
    """Every combination of what can be changed besides the shards."""
    producers = dict.fromkeys((now.producer, "careful"))
    flushes = dict.fromkeys((now.flush_every_s, min(now.flush_every_s, SHORT_FLUSH_S)))
    keys = KEYS if traffic.outline.key_hashes is not None else KEYS[:1]
    for producer, flush_every_s, packed, key in product(producers, flushes, (False, True), keys):
        way = Plan(now.shards, flush_every_s, producer, key, packed)
        if len(way.changes_from(now)) <= MOST_CHANGES:
            yield way


def _fewest_shards(traffic: Traffic, way: Plan) -> Plan | None:
    """Doubled until nothing is lost, then halved between; None if that never comes.

    It finds a number that loses nothing where one less loses something. An even smaller one may lose nothing
    too, by the luck of where keys fall.
    """
    loses, keeps = 0, 1
    while not loses_nothing(traffic, way.with_shards(keeps)):
        loses, keeps = keeps, 2 * keeps
        if keeps > MOST_SHARDS:
            return None
    while keeps - loses > 1:
        middle = (loses + keeps) // 2
        if loses_nothing(traffic, way.with_shards(middle)):
            keeps = middle
        else:
            loses = middle
    return way.with_shards(keeps)
