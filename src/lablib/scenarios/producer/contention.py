"""The contention experiment of the AWS Architecture Blog: N clients, one row, and who waits how long.

Each client must write the row once. It reads the row, then writes it, and the write succeeds only if nobody
has written since the read; if somebody has, the client waits as its policy says and reads again. Each hop of
the network takes |N(10, 2)| ms.

    table = contention_table(runs=100, progress=print_a_bar)

What it leaves out: its server answers as fast to a thousand calls as to one, no call is lost, and nobody ever
gives up. So it shows what waiting does to the work of a crowd, and not how a service drowns in it.
Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lablib.scenarios.producer.backoff_policies import POLICIES, Policy
from lablib.simulator.clock.activity import doing

HOP_MEAN_MS, HOP_SPREAD_MS = 10.0, 2.0
BASE_MS, CAP_MS = 5.0, 2_000.0
CLIENTS = tuple(range(10, 200, 10))
RUNS = 100
HOPS = 4
"""Of a try: the read, its answer, the write, its answer."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Draw = Callable[[Ints, Ints, Ints], tuple[Floats, Floats]]
"""For these tries, each a (run, client, attempt): their hops in ms, shape (4, tries), and their luck."""


class Outcome(NamedTuple):
    """Of each run, as arrays: the writes that were tried, and when the last client had its answer."""

    calls: Ints
    completion_ms: Floats


@dataclass(frozen=True, slots=True)
class ContentionTable:
    """Means over all runs, shape (policies, numbers of clients)."""

    policies: tuple[str, ...]
    clients: tuple[int, ...]
    calls: Floats
    completion_ms: Floats


def contention_table(
    clients: Sequence[int] = CLIENTS,
    runs: int = RUNS,
    seed: int = 7,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> ContentionTable:
    """Every policy with every number of clients; `progress(done, of)` is told after each of them."""
    cells: list[tuple[float, float]] = []
    of = len(POLICIES) * len(clients)
    with doing("the clients contend", lambda: len(cells) / of):
        for policy, count in product(POLICIES.values(), clients):
            rng = np.random.default_rng((seed, count))
            outcome = contend(policy, count, runs, draws_of(rng))
            cells.append((float(outcome.calls.mean()), float(outcome.completion_ms.mean())))
            progress(len(cells), of)
    calls, completion_ms = np.array(cells).reshape(len(POLICIES), len(clients), 2).transpose(2, 0, 1)
    return ContentionTable(tuple(POLICIES), tuple(clients), calls, completion_ms)


def draws_of(rng: np.random.Generator) -> Draw:
    """Fresh draws for each try, whoever makes it."""

    def draw(runs: Ints, clients: Ints, attempts: Ints) -> tuple[Floats, Floats]:
        del clients, attempts
        hops_ms = np.abs(rng.normal(HOP_MEAN_MS, HOP_SPREAD_MS, (HOPS, len(runs))))
        return hops_ms, rng.random(len(runs))

    return draw


def contend(policy: Policy, clients: int, runs: int, draw: Draw) -> Outcome:
    """Play so many runs side by side, from one successful write to the next.

    Whoever has read before the newest write will fail, once, and reads after it. So of all that have read
    since, the first to write succeeds: a run has as many rounds as clients.
    """
    crowd = _Crowd(policy, clients, runs, draw)
    for _ in range(clients):
        crowd.fail_all_that_read_before(crowd.written_ms)
        crowd.let_the_first_write()
    return Outcome(crowd.calls, crowd.done_ms.max(axis=1))


class _Crowd:
    """The clients of all runs. Arrays of shape (runs, clients), times in ms."""

    def __init__(self, policy: Policy, clients: int, runs: int, draw: Draw) -> None:
        shape = runs, clients
        self._policy, self._draw = policy, draw
        self.calls = np.zeros(runs, dtype=np.int64)
        self.written_ms = np.zeros(runs)
        """When the row was written last."""
        self.done_ms = np.zeros(shape)
        self._attempts = np.zeros(shape, dtype=np.int64)
        self._waits_ms = np.full(shape, BASE_MS)
        self._read_ms = np.zeros(shape)
        self._write_ms = np.zeros(shape)
        self._answer_hop_ms = np.zeros(shape)
        everybody = self._where(self.done_ms == 0)
        self._try(everybody, self.done_ms[everybody])

    def fail_all_that_read_before(self, written_ms: Floats) -> None:
        """Their writes come too late. They wait, and read again."""
        late = self._where(self._read_ms < written_ms[:, None])
        self._answered(late)
        self._attempts[late] += 1
        self._try(late, self._write_ms[late] + self._answer_hop_ms[late])

    def let_the_first_write(self) -> None:
        """It has what it came for, and leaves."""
        first = np.arange(len(self.calls)), self._write_ms.argmin(axis=1)
        self._answered(first)
        self.written_ms = self._write_ms[first]
        self.done_ms[first] = self.written_ms + self._answer_hop_ms[first]
        self._read_ms[first] = self._write_ms[first] = np.inf

    @staticmethod
    def _where(these: NDArray[np.bool_]) -> tuple[Ints, Ints]:
        runs, clients = np.nonzero(these)
        return runs, clients

    def _answered(self, who: tuple[Ints, Ints]) -> None:
        self.calls += np.bincount(who[0], minlength=len(self.calls))

    def _try(self, who: tuple[Ints, Ints], from_ms: Floats) -> None:
        """Wait unless it is the first try, then read, then write."""
        attempts = self._attempts[who]
        hops_ms, luck = self._draw(who[0], who[1], attempts)
        waits_ms = self._policy(attempts, self._waits_ms[who], luck, BASE_MS, CAP_MS)
        again = attempts > 0
        self._waits_ms[who] = np.where(again, waits_ms, BASE_MS)
        self._read_ms[who] = from_ms + np.where(again, waits_ms, 0.0) + hops_ms[0]
        self._write_ms[who] = self._read_ms[who] + hops_ms[1] + hops_ms[2]
        self._answer_hop_ms[who] = hops_ms[3]
