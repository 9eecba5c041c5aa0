"""Grades send_in_time: a calm flush, trouble that passes, and three kinds of trouble that do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import observe
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.producer.findings import no_pause, same_pause, stored_twice
from lablib.teaching.checks.producer.producer_attempt import ProducerAttempt, id_of, name_of, payload
from lablib.teaching.checks.producer.producer_attempt import facts as producer_facts
from lablib.teaching.checks.producer.situations import FOR_EVER_S, Events, Trial, nothing, usage_events
from lablib.traffic import event_id_of
from lablib.traffic.producers import put_once

import boto3

FEWEST_TRIES = 4
TRIES = 60
"""More calls than this are no retry loop any more."""


def a_third_fails(world: World) -> Iterator[None]:
    """A third of the records fails in the service at each call."""
    world.fault("internal_failure", for_s=FOR_EVER_S, rate=1 / 3)
    yield


def nobody_answers(world: World) -> Iterator[None]:
    """From the first call on."""
    world.fault("connection_refused", for_s=FOR_EVER_S)
    yield


def first_call_hangs(world: World) -> Iterator[None]:
    """The first call waits for an answer, through all attempts of boto3; then nobody answers at once."""
    hang = world.fault("hang", for_s=FOR_EVER_S)
    yield
    world.faults.remove(hang)
    world.fault("connection_refused", for_s=FOR_EVER_S)


class Budget:
    """Some tokens, and what was asked of them."""

    def __init__(self, tokens: int) -> None:
        self.tokens = tokens
        self.granted = 0
        self.refused = 0

    def take(self) -> bool:
        """A token, if there is one."""
        if self.granted == self.tokens:
            self.refused += 1
            return False
        self.granted += 1
        return True


@dataclass
class Seen(ProducerAttempt):
    """A flush with its deadline and its budget."""

    within_s: float = field(kw_only=True)
    budget: Budget = field(kw_only=True)

    @property
    def retries(self) -> int:
        return len(self.calls) - 1

    def began_s(self, number: int) -> float:
        """When this call began, seconds from the start."""
        return (self.calls[number].began_us - self.began_us) / limits.US_PER_S


def play(fn: Callable[..., Any], trial: Trial, within_s: float, tokens: int) -> Seen:
    budget = Budget(tokens)
    seen = Seen(trial.name, trial=trial, within_s=within_s, budget=budget)
    with fresh_world(trial.seed, identify=event_id_of) as world:
        make_stream(trial.shards)
        world.ledger.offer(map(payload, trial.events), world.clock.now_us)

        def loop(kinesis: Any, stream: str, events: Events) -> Any:
            return fn(partial(put, kinesis, stream), events, within_s, budget)

        clients = (boto3.client("kinesis"),)
        trouble = trial.trouble(world)
        observe(seen, world, loop, (STREAM, trial.events), clients, trouble=trouble, most_calls=TRIES)
    lost = {event_id_of(content) for content in world.ledger.lost_contents()}
    seen.stored_ids = {each for each in seen.ids if each not in lost}
    seen.twice = world.ledger.duplicates
    return seen


def put(kinesis: Any, stream: str, events: Events) -> Events:
    """One call; the events that were not stored."""
    entries = [{"Data": payload(event), "PartitionKey": event["tenant"]} for event in events]
    left = {id(entry) for entry in put_once(kinesis, stream, entries)} if entries else set()
    return [event for event, entry in zip(events, entries, strict=True) if id(entry) in left]


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    events = usage_events(400)
    rows = [
        (Trial("calm", events, nothing, refuses=False), 10, 5),
        (Trial("a third fails at each call", events, a_third_fails, seed=8), 60, 30),
        (Trial("again, another time", events, a_third_fails, seed=9), 60, 30),
        (Trial("and again", events, a_third_fails, seed=10), 60, 30),
        (Trial("and with one token", events, a_third_fails, seed=15, ends_well=False), 60, 1),
        (Trial("nobody answers, 6 s", events, nobody_answers, seed=11, ends_well=False), 6, 40),
        (Trial("nobody answers, 20 s", events, nobody_answers, seed=12, ends_well=False), 20, 40),
        (Trial("nobody answers, 3 tokens", events, nobody_answers, seed=13, ends_well=False), 60, 3),
        (Trial("the first call hangs", events, first_call_hangs, seed=14, ends_well=False), 90, 5),
    ]
    return [
        (trial.name, partial(play, trial=trial, within_s=within_s, tokens=tokens))
        for trial, within_s, tokens in rows
    ]


def no_list(seen: Seen) -> Finding | None:
    if isinstance(seen.returned, list) and all(isinstance(event, dict) for event in seen.returned):
        return None
    return "03.2.no-list", {"answer": repr(seen.returned)[:60]}


def never_called(seen: Seen) -> Finding | None:
    return None if seen.calls else ("03.2.never-called", {})


def charged_first(seen: Seen) -> Finding | None:
    return (
        ("03.2.charged-first", {}) if seen.budget.granted > seen.retries and not stopped_late(seen) else None
    )


def stopped_late(seen: Seen) -> bool:
    """It took a token, and then saw that it was too late: clumsy, and not what `charged_first` is about."""
    return seen.budget.granted == seen.retries + 1 and not seen.trial.ends_well


def over_budget(seen: Seen) -> Finding | None:
    return ("03.2.over-budget", {}) if seen.retries > seen.budget.granted else None


def past_deadline(seen: Seen) -> Finding | None:
    late = [number for number in range(len(seen.calls)) if seen.began_s(number) >= seen.within_s]
    return ("03.2.past-deadline", {"number": late[0] + 1, "began_s": seen.began_s(late[0])}) if late else None


def slept_past(seen: Seen) -> Finding | None:
    ended_s = (seen.calls[-1].ended_us - seen.began_us) / limits.US_PER_S
    return ("03.2.slept-past", {}) if seen.took_s > max(seen.within_s, ended_s) else None


def gave_up_early(seen: Seen) -> Finding | None:
    """With time and tokens left, and few tries."""
    if not seen.missing_ids or seen.budget.granted == seen.budget.tokens or seen.took_s >= seen.within_s:
        return None
    return ("03.2.gave-up-early", {}) if len(seen.calls) < FEWEST_TRIES or seen.trial.ends_well else None


def wrong_rest(seen: Seen) -> Finding | None:
    back = [id_of(event) for event in seen.returned]
    wrong = [each for each in seen.ids if back.count(each) != (each in set(seen.missing_ids))]
    return ("03.2.wrong-rest", {"first": name_of(seen, wrong[0])}) if wrong else None


def facts(seen: Seen) -> dict[str, Any]:
    return producer_facts(seen) | {
        "returned": len(seen.returned) if isinstance(seen.returned, list) else 0,
        "retries": seen.retries,
        "within_s": seen.within_s,
        "tokens": seen.budget.tokens,
        "granted": seen.budget.granted,
        "refused_tokens": seen.budget.refused,
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    found = [facts(one) for one in seen]
    return {name: sum(one[name] for one in found) for name in ("events", "stored", "returned", "granted")}


grade = Grader(
    trials=trials,
    questions=(
        *ANY,
        never_called,
        stored_twice,
        no_list,
        charged_first,
        over_budget,
        past_deadline,
        slept_past,
        gave_up_early,
        wrong_rest,
        no_pause,
    ),
    facts=facts,
    columns="03.2.columns",
    row="03.2.row",
    habit=same_pause,
    totals=totals,
).grade
