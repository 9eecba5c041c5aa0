"""What all rules of the machine share: the world, what the fuzz knows of it, and the laws of every step.

The rules stand in `producer_rules.py`, `reader_rules.py`, `stream_rules.py`, `mapping_rules.py` and
`time_rules.py`; what is looked at once, when a run is over, in `at_the_end.py`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from mapped import Mapped
from small_world import SmallWorld
from wire_tap import THROTTLED, Life, content_of

from lablib.simulator import limits
from lablib.simulator.clock.flow import Flow
from lablib.simulator.ledger.fates import Fate
from lablib.simulator.network.faults import Fault

STREAMS = ("red", "blue")
names = st.sampled_from([STREAMS[0], STREAMS[0], STREAMS[1]])
"""The first has most of what happens."""


def step(**drawn: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A rule whose body runs on virtual time."""

    def as_rule(body: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(body)
        def run(machine: FuzzBase, **values: Any) -> None:
            machine.is_sound = False
            with machine.small.virtual():
                body(machine, **values)
            machine.steps += 1

        return rule(**drawn)(run)

    return as_rule


def law(check: Callable[..., None]) -> Callable[..., None]:
    """An invariant. A run that has broken one is over: `at_the_end.py` has no more to say about it."""

    @functools.wraps(check)
    def look(machine: FuzzBase) -> None:
        machine.is_sound = False
        check(machine)
        machine.is_sound = True

    return invariant()(look)


class FuzzBase(RuleBasedStateMachine):
    """One world from its opening to its end."""

    def __init__(self) -> None:
        super().__init__()
        self.small: Any = None
        self.mapped: list[Mapped] = []
        """Every mapping ever made, also those that were deleted."""
        self.next_number = 0
        self.producers: list[Flow] = []
        self.faults: list[Fault] = []
        self.checkpoints: dict[tuple[str, str], int] = {}
        """The highest seen, by mapping and shard."""
        self.steps = 0
        self.is_sound = False
        """Whether all that was looked at so far is as it must be."""

    def open(self, seed: int, shards: int) -> None:
        """A world with two streams, the second on demand."""
        self.small = SmallWorld(seed)
        with self.small.virtual():
            self.kinesis("create_stream", StreamName=STREAMS[0], ShardCount=shards)
            self.kinesis("create_stream", StreamName=STREAMS[1])
            self.world.sleep(4)

    # --- short words for the rules -------------------------------------------------------------------

    @property
    def world(self) -> Any:
        return self.small.world

    @property
    def tap(self) -> Any:
        return self.small.tap

    def kinesis(self, operation: str, **params: Any) -> Any:
        return self.small.call("kinesis", operation, **params)

    def lambda_(self, operation: str, **params: Any) -> Any:
        """Without the network's moods: nobody but the answer tells which mapping was made."""
        network = self.world.network
        with patch.object(network, "median_latency_ms", limits.LATENCY_MEDIAN_MS):
            return self.small.call("lambda", operation, **params)

    def lives(self) -> list[Life]:
        """The streams that exist."""
        return [life for life in self.tap.lives.values() if life.ends_us > self.small.now_us]

    @property
    def living(self) -> list[Mapped]:
        """The mappings that nobody has deleted."""
        return [each for each in self.mapped if not each.is_deleted]

    def entries(self, count: int, keys: int) -> list[dict[str, Any]]:
        """New records."""
        first = self.next_number
        self.next_number += count
        return [entry_of(number, keys) for number in range(first, first + count)]

    # --- what holds after each step ------------------------------------------------------------------

    @law
    def the_ledger_sums_to_zero_and_agrees_with_the_wire(self) -> None:
        ledger, now_us = self.world.ledger, self.small.now_us
        totals = ledger.totals(now_us)
        assert ledger.balance(now_us) == 0
        assert min(totals.values()) >= 0
        assert sum(count for fate, count in totals.items() if fate >= Fate.STORED) == len(self.tap.numbers)
        assert ledger.duplicates == self.tap.copies - len(self.tap.numbers)
        for code in (THROTTLED, "InternalFailure"):
            assert self.tap.rejected[code] == ledger.rejections_by_code[code]

    @law
    def no_flow_fails(self) -> None:
        for flow in self.world.clock.flows:
            if flow.done and flow.error is not None:
                raise flow.error

    @law
    def checkpoints_never_go_back(self) -> None:
        for mapped in self.living:
            for shard_id, position in mapped.mapping.checkpoints().items():
                place = (mapped.uuid, shard_id)
                assert position >= self.checkpoints.get(place, 0), f"{place}: {position}"
                self.checkpoints[place] = position
            mapped.look()


def entry_of(number: int, keys: int) -> dict[str, Any]:
    """A record in the form of PutRecords."""
    return {"Data": content_of(number), "PartitionKey": f"tenant {number * 7 % keys}"}
