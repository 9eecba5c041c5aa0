"""One flush of a learner's retry loop, against a service and a budget that follow a script."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from lablib.simulator import limits
from lablib.simulator.world import World
from lablib.teaching.checks.call_recorder import end_now

Event = dict[str, Any]
MOST_STEPS = 5_000
"""A loop that makes more calls, or asks for more tokens, never ends."""


@dataclass(frozen=True, slots=True)
class Script:
    """What the loop is given, and what the service does."""

    events: int
    within_s: float
    tokens: int
    stores: float = 0.0
    """The share of its events that a call stores."""
    call_s: float = 0.002
    """How long a call takes."""


@dataclass(slots=True)
class PutCall:
    """One call of `put`. Seconds are from the start of the flush."""

    events: list[Any]
    began_s: float
    ended_s: float = 0.0
    left: list[Any] = field(default_factory=list)
    """What it did not store."""


@dataclass(slots=True)
class Take:
    """One question for a token."""

    granted: bool
    calls_before: int


class Budget:
    """Some tokens, none of which comes back."""

    def __init__(self, flush: Flush) -> None:
        self.tokens = flush.script.tokens
        self._flush = flush

    def take(self) -> bool:
        """A token, if there is one."""
        granted = self.tokens > 0
        self.tokens -= granted
        self._flush.note_take(granted)
        return granted


class Flush:
    """What the loop did."""

    def __init__(self, script: Script, world: World, rng: Random) -> None:
        self.script = script
        self.events: list[Event] = [
            {"event_id": f"g{rng.randrange(100):02d}-{n:06d}", "tenant": f"t-{rng.randrange(1, 300):04d}"}
            for n in range(script.events)
        ]
        self.calls: list[PutCall] = []
        self.takes: list[Take] = []
        self.given = copy.deepcopy(self.events)
        """The caller's list, as the loop left it."""
        self.returned: Any = None
        self.ended_s = 0.0
        self._world = world
        self._rng = rng
        self._began_us = 0

    def play(self, fn: Callable[..., Any]) -> Any:
        """Let the loop run; returns what it returns."""
        self._began_us = self._world.clock.now_us
        self.returned = fn(self.put, self.given, self.script.within_s, Budget(self))
        self.ended_s = self._now_s()
        return self.returned

    def put(self, events: Any) -> list[Any]:
        """One call; returns the events that it did not store."""
        call = PutCall(list(events), self._now_s())
        self.calls.append(call)
        self._end_if_endless(len(self.calls))
        self._world.sleep(self.script.call_s)
        call.ended_s = self._now_s()
        call.left = [event for event in call.events if self._rng.random() >= self.script.stores]
        return list(call.left)

    def note_take(self, granted: bool) -> None:
        """The loop has asked for a token."""
        self.takes.append(Take(granted, len(self.calls)))
        self._end_if_endless(len(self.takes))

    @property
    def retries(self) -> int:
        """Its calls after the first."""
        return max(0, len(self.calls) - 1)

    @property
    def granted(self) -> int:
        """The tokens that it got."""
        return sum(take.granted for take in self.takes)

    @property
    def was_refused_a_token(self) -> bool:
        """Whether it has asked when there was none."""
        return self.granted < len(self.takes)

    @property
    def left(self) -> list[Event]:
        """The events that no call has stored."""
        stored: set[Any] = set()
        for call in self.calls:
            stored |= {id_of(event) for event in call.events} - {id_of(event) for event in call.left}
        return [event for event in self.events if id_of(event) not in stored]

    @property
    def pauses_s(self) -> list[float]:
        """Before the first retry, before the second, and so on."""
        pairs = zip(self.calls, self.calls[1:], strict=False)
        return [later.began_s - sooner.ended_s for sooner, later in pairs]

    @property
    def idle_s(self) -> float:
        """How long it went on after its last call."""
        return self.ended_s - (self.calls[-1].ended_s if self.calls else 0.0)

    def _now_s(self) -> float:
        return (self._world.clock.now_us - self._began_us) / limits.US_PER_S

    def _end_if_endless(self, steps: int) -> None:
        if steps > MOST_STEPS:
            end_now(self._world.clock)


def id_of(event: Any) -> Any:
    """An event's id; None for what is no event."""
    return event.get("event_id") if isinstance(event, dict) else None
