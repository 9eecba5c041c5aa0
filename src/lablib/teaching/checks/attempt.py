"""One call of a learner's function in a fresh world, and everything that can be said about it afterwards."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lablib.simulator import limits
from lablib.simulator.clock.errors import OutOfTime
from lablib.simulator.clock.flow import Flow
from lablib.simulator.world import World
from lablib.teaching.checks.call_recorder import Call, Witness
from lablib.teaching.checks.restore_after_attempt import put_back
from lablib.teaching.checks.time_limit import time_limit

MOST_CALLS = 2_000
MOST_ENTRIES = 100_000
"""A function that makes more calls, or puts more records, never ends either."""

_unkillable: list[Flow] = []
"""Code that catches even the order to end stays where it stands, and is kept so that it is never resumed."""


@dataclass(slots=True)
class Attempt:
    """What a function did in one trial. Fields without a value are filled in by `observe`."""

    name: str
    """Of the trial."""
    calls: list[Call] = field(default_factory=list)
    returned: Any = None
    error: BaseException | None = None
    failure: BaseException | None = None
    """What the check itself raised when it looked at this attempt."""
    never_ended: bool = False
    stuck_after_s: float = 0.0
    """Real seconds after which it was ended, as it used no virtual time; 0 if it wasn't."""
    stuck_at: tuple[str, ...] = ()
    """Its own lines at that moment, the innermost last."""
    flooded: bool = False
    """It printed so much that it was ended."""
    replaced: tuple[str, ...] = ()
    """What it put in place of parts of boto3, time and so on; all of it was put back."""
    args_before: tuple[Any, ...] = ()
    args_after: tuple[Any, ...] = ()
    """The arguments that can be copied, as they were and as the function left them."""
    requests: int = 0
    """Its calls of any operation, puts or not; those of gateways beside it don't count."""
    warnings: int = 0
    """Log records at WARNING or above."""
    warned: tuple[str, ...] = ()
    """What the first of them say."""
    printed: tuple[str, ...] = ()
    """The first lines that it printed."""
    began_us: int = 0
    ended_us: int = 0

    @property
    def took_s(self) -> float:
        """Virtual seconds from beginning to end."""
        return (self.ended_us - self.began_us) / limits.US_PER_S

    @property
    def broke_off(self) -> bool:
        """Whether it came to no regular end."""
        return self.error is not None or self.flooded or self.never_ended

    @property
    def did_nothing(self) -> bool:
        """Whether this may be code that nobody has touched yet: nothing sent, no result."""
        idle = not self.calls and not self.broke_off and not self.replaced
        return idle and (self.returned is None or self.returned is ...)


def observe(
    seen: Attempt,
    world: World,
    fn: Callable[..., Any],
    data: tuple[Any, ...],
    clients: tuple[Any, ...] = (),
    *,
    trouble: Iterator[None] | None = None,
    most_calls: int = MOST_CALLS,
    most_entries: int = MOST_ENTRIES,
    contents: Iterable[bytes] = (),
) -> None:
    """Call `fn(*clients, *data)` in the open `world`, close the world, and write into `seen` what happened.

    It gets a copy of `data`, so that nothing it does to it is felt elsewhere. `trouble` goes one step on
    before each put; `contents` are those that a put may carry. Nothing that the function does is raised here,
    but Ctrl-C.
    """
    seen.args_before, given = data, _copy_of(data)
    witness = Witness(world.clock, trouble or iter(()), most_calls, most_entries, contents)
    seen.began_us = world.clock.now_us
    flow = world.spawn(fn, *clients, *given)
    witness.flow = flow.name
    with time_limit(world.clock) as limit:
        with witness.watching(), put_back() as replaced:
            _join(flow, seen, witness)
            seen.ended_us = world.clock.now_us
        seen.replaced = tuple(replaced)
        with witness.watching():
            world.close()
            world.clock.take_unseen_errors()  # what ended code raises on its way out is no news
    if seen.never_ended:
        seen.stuck_after_s, seen.stuck_at = limit.over_after_s, limit.lines
    if not flow.done:
        _unkillable.append(flow)
    witness.forget_last_call()
    seen.args_after = given
    seen.calls, seen.requests = witness.calls, witness.requests
    seen.warnings, seen.warned = witness.warnings, tuple(witness.warned)
    seen.printed = witness.paper.first_lines()


def _copy_of(data: tuple[Any, ...]) -> tuple[Any, ...]:
    """Of plain data by pickle, which is ten times as fast as copy.deepcopy."""
    try:
        copied: tuple[Any, ...] = pickle.loads(pickle.dumps(data, pickle.HIGHEST_PROTOCOL))  # noqa: S301 - ours
    except (pickle.PicklingError, AttributeError, TypeError):
        return copy.deepcopy(data)
    return copied


def _join(flow: Flow, seen: Attempt, witness: Witness) -> None:
    try:
        seen.returned = flow.join()
    except OutOfTime:
        seen.flooded = witness.paper.is_full
        seen.never_ended = not seen.flooded
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever learner code raises, SystemExit too, is a finding
        seen.error = error
