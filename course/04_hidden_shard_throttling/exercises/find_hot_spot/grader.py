"""Grades find_hot_spot: logs in which the busiest second, call, shard or tenant is not the one that matters."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import make_stream
from lablib.scenarios.shards.hot_tenant import BIG, HOT, Call, Request, job, next_minute_us, serve
from lablib.simulator import limits
from lablib.simulator.kinesis.operations.put import THROTTLED
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.findings import ANY, Finding, changes_its_input
from lablib.teaching.checks.gateway_log import (
    by_hand,
    many_shards,
    many_tenants,
    mixed_calls,
    side_by_side,
    two_shards,
)
from lablib.teaching.checks.grader import Grader
from lablib.traffic import event_id_of

SHARDS, GATEWAYS = 2, 10
NEIGHBOUR = "t-0002"
"""On the shard of HOT; BIG is on the other."""


class Burst(NamedTuple):
    """Requests within one second of the log's minute."""

    second: int
    tenant: str
    requests: int
    one_gateway: bool = False
    """One session has them all, so one gateway sends them."""


class Scene(NamedTuple):
    """What a log is made from."""

    bursts: tuple[Burst, ...]
    broken_second: int | None = None
    """Whatever is written in that second fails inside the service."""


@dataclass(slots=True)
class Seen(Attempt):
    """What the function said to one log."""

    log: list[Call] = field(default_factory=list)

    @property
    def throttled(self) -> Counter[tuple[int, str]]:
        """By second and shard."""
        return Counter((second, shard_id) for second, shard_id, _ in self.throttled_records)

    @property
    def throttled_records(self) -> list[tuple[int, str, str]]:
        """Second, shard and tenant of each throttled record."""
        return [
            (second, result["ErrorMessage"].split()[4], tenant)
            for second, tenant, result in self._results()
            if result.get("ErrorCode") == THROTTLED
        ]

    @property
    def offered(self) -> Counter[int]:
        """By second; so is `failed`, for failures inside the service."""
        return Counter(second for second, _, _ in self._results())

    @property
    def failed(self) -> Counter[int]:
        ends = (None, THROTTLED)
        return Counter(second for second, _, result in self._results() if result.get("ErrorCode") not in ends)

    @property
    def shard_ids(self) -> set[str]:
        """All that the log names."""
        stored = {result["ShardId"] for _, _, result in self._results() if "ShardId" in result}
        return stored | {shard_id for _, shard_id, _ in self.throttled_records}

    def tenants(self, place: tuple[int, str] | None = None) -> Counter[str]:
        """How many of each tenant's records were throttled, at a place or in all."""
        return Counter(
            tenant for *where, tenant in self.throttled_records if place is None or tuple(where) == place
        )

    @property
    def right(self) -> tuple[int, str, str]:
        place = self.throttled.most_common(1)[0][0]
        return (*place, self.tenants(place).most_common(1)[0][0])

    def _results(self) -> Iterator[tuple[int, str, dict[str, Any]]]:
        for call in self.log:
            for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
                yield int(call["at"]), event["tenant"], result


def play(fn: Callable[..., Any], name: str, log: Callable[[], list[Call]]) -> Seen:
    """The function's answer to a log."""
    calls = log()
    with fresh_world(seed=3) as world:
        seen = Seen(name)
        observe(seen, world, fn, (calls,))
    seen.log = calls
    return seen


@cache
def _log_of(scene: Scene) -> list[Call]:
    with World(seed=3, identify=event_id_of) as world:
        make_stream(SHARDS)
        rng, begin_us = world.rng("hot spot"), next_minute_us(world)
        requests = [
            each for burst in (*_calm(rng), *scene.bursts) for each in _requests(burst, begin_us, rng)
        ]
        if scene.broken_second is not None:
            after_s = (begin_us - world.clock.now_us) / limits.US_PER_S + scene.broken_second + 1
            world.fault("internal_failure", after_s=after_s, for_s=0.9)
        return serve(world, sorted(requests), GATEWAYS)


def _calm(rng: random.Random) -> list[Burst]:
    """Four events a second of some tenants."""
    return [Burst(second, f"t-{rng.randrange(1, 40):04d}", 4) for second in range(58)]


def _requests(burst: Burst, begin_us: int, rng: random.Random) -> list[Request]:
    made = job(begin_us + burst.second * limits.US_PER_S, burst.requests, rng, burst.tenant)
    if not burst.one_gateway:
        return made
    return [each._replace(session="one", turn=turn) for turn, each in enumerate(made, 1)]


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    """From a log with one burst to those in which something else is bigger than what matters."""
    steady = tuple(Burst(second, BIG, 60) for second in range(50))
    surge = tuple(Burst(20, f"t-{number:04d}", 45) for number in range(1, 41))
    little = tuple(Burst(second, BIG, 1_700) for second in (10, 20, 30))
    scenes = {
        "one burst": Scene((Burst(40, HOT, 1_500),)),
        "a customer who is bigger": Scene((*steady, Burst(33, HOT, 1_800))),
        "a second that is busier": Scene((*surge, Burst(45, HOT, 1_600))),
        "failures inside the service": Scene(
            (Burst(5, BIG, 20), Burst(14, BIG, 900), Burst(45, HOT, 1_500)), 14
        ),
        "a call that failed more": Scene((Burst(8, HOT, 1_480, one_gateway=True), Burst(30, HOT, 1_900))),
        "a shard that throttled more": Scene((*little, Burst(41, HOT, 2_200))),
        "three busy tenants in one second": Scene(
            (Burst(25, BIG, 950), Burst(25, HOT, 800), Burst(25, NEIGHBOUR, 600))
        ),
    }
    logs = {name: partial(_log_of, scene) for name, scene in scenes.items()}
    logs |= {"fifteen shards, ten minutes": partial(by_hand, "payments", *many_shards())}
    logs |= {"many tenants at one place": partial(by_hand, "usage-eu", *many_tenants())}
    logs |= {"calls for several shards": partial(by_hand, "usage-events", *mixed_calls())}
    logs |= {"two shards full in one second": partial(by_hand, "usage-asia", *two_shards())}
    logs |= {"two shards side by side": partial(by_hand, "usage-us", *side_by_side())}
    return [(name, partial(play, name=name, log=log)) for name, log in logs.items()]


def no_triple(seen: Seen) -> Finding | None:
    said = seen.returned
    good = isinstance(said, (tuple, list)) and [
        isinstance(each, kind) for each, kind in zip(said, _KINDS, strict=False)
    ]
    return (
        None
        if good == [True] * len(_KINDS) == [True] * len(said)
        else ("04.2.no-triple", {"answer": repr(said)[:60]})
    )


_KINDS: tuple[Any, ...] = ((int, float), str, str)


def wrong_second(seen: Seen) -> Finding | None:
    said, right = seen.returned[0], seen.right[0]
    if said == right:
        return None
    if said != int(said):
        return "04.2.fraction", {}
    if not seen.offered[said]:
        return "04.2.no-such-second", {"first": min(seen.offered), "last": max(seen.offered)}
    throttled = [count for (when, _), count in seen.throttled.items() if when == said]
    about: dict[str, object] = {
        "throttled_then": max(throttled, default=0),
        "failed_then": seen.failed[said],
        "offered_then": seen.offered[said],
    }
    if throttled:
        return "04.2.other-second", about
    return ("04.2.failures" if seen.failed[said] else "04.2.nothing-throttled"), about


def minute(first: Seen, seen: Sequence[Seen], found: Finding) -> Finding:
    """One second of sixty begins a minute: who returns minutes does so in every trial."""
    if wrong_second(first) != found or first.returned[0] != first.right[0] // 60 * 60:
        return found
    always = all(no_triple(each) is None and each.returned[0] % 60 == 0 for each in seen)
    return ("04.2.minute", {}) if always else found


def wrong_shard(seen: Seen) -> Finding | None:
    said, right = seen.returned[1], seen.right[1]
    if said == right:
        return None
    if said not in seen.shard_ids:
        return "04.2.no-such-shard", {}
    return "04.2.other-shard", {"throttled_there": seen.throttled[seen.right[0], said]}


def wrong_tenant(seen: Seen) -> Finding | None:
    said, (*place, tenant) = seen.returned[2], seen.right
    if said == tenant:
        return None
    there, everywhere = seen.tenants((place[0], place[1])), seen.tenants()
    return "04.2.other-tenant", {
        "tenants_there": there[tenant],
        "said_there": there[said],
        "said_all": everywhere[said],
    }


def facts(seen: Seen) -> dict[str, Any]:
    second, shard_id, tenant = seen.right
    about = {
        "second": second,
        "shard_id": shard_id,
        "tenant": tenant,
        "offered": seen.offered.total(),
        "throttled": seen.throttled.total(),
        "most": seen.throttled[second, shard_id],
    }
    if no_triple(seen) is None:
        names = ("said", "said_shard", "said_tenant")
        about |= dict(zip(names, seen.returned, strict=True))
    return about


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    found = [facts(each) for each in seen]
    return {name: sum(each[name] for each in found) for name in ("offered", "throttled")}


grade = Grader(
    trials=trials,
    questions=(*ANY, no_triple, wrong_second, wrong_shard, wrong_tenant, changes_its_input),
    facts=facts,
    columns="04.2.columns",
    row="04.2.row",
    together=minute,
    totals=totals,
).grade
