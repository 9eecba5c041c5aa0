"""What a mapping did, sorted for a timeline: invocations, pauses, cuts in two, and what was given up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lablib.scenarios.mapping.what_if import SECONDS, MappingRun
from lablib.simulator.lambda_.mapping.history import Did, Step

INVOKED = (Did.SUCCEEDED, Did.FAILED, Did.PARTLY)
TRIED_AGAIN = (Did.FAILED, Did.PARTLY)
CUT_SHORT = (Did.PARTLY, Did.TOO_OLD, Did.EXPIRED)
"""After these the batch goes on without its first records."""


class Row(NamedTuple):
    """Where in the picture: a shard and one of its lanes."""

    shard: int
    lane: int


class Bar(NamedTuple):
    """An invocation, `depth` cuts below its batch. Times in seconds."""

    row: Row
    depth: int
    start_s: float
    end_s: float
    did: Did
    records: int


class Pause(NamedTuple):
    """From a failure to the next try: the lane stands still."""

    row: Row
    depth: int
    start_s: float
    end_s: float


class Branch(NamedTuple):
    """From a batch at `depth` that failed and was cut, to the first try of one of its halves."""

    row: Row
    depth: int
    start_s: float
    end_s: float


class Gone(NamedTuple):
    """Records that left without being handled: given up by the mapping, or expired."""

    row: Row
    depth: int
    at_s: float
    did: Did
    records: int


@dataclass(slots=True)
class Rows:
    """All of one run."""

    bars: list[Bar] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    under_way: list[tuple[Row, float]] = field(default_factory=list)
    """Invocations that are not over at the end, and since when they run."""

    @property
    def deepest(self) -> int:
        """The most cuts above any invocation."""
        return max((bar.depth for bar in self.bars), default=0)


def rows_of(run: MappingRun) -> Rows:
    """Sort the steps of a run."""
    by_row: dict[Row, list[Step]] = defaultdict(list)
    for step in run.steps:
        by_row[Row(step.shard, step.lane)].append(step)
    rows = Rows(under_way=[(Row(*row), since_s) for row, since_s in sorted(run.under_way.items())])
    for row, steps in sorted(by_row.items()):
        _add_steps(rows, run, row, steps)
        _add_pauses(rows, run, row, steps)
        _add_branches(rows, run, row, steps)
    return rows


def _add_steps(rows: Rows, run: MappingRun, row: Row, steps: Sequence[Step]) -> None:
    for step in steps:
        start_s = run.second(step.at_us)
        if step.did in INVOKED:
            rows.bars.append(Bar(row, step.depth, start_s, run.second(step.ended_us), step.did, step.records))
        else:
            rows.gone.append(Gone(row, step.depth, start_s, step.did, step.records))


def _add_pauses(rows: Rows, run: MappingRun, row: Row, steps: Sequence[Step]) -> None:
    """A lane that has tried in vain pauses until its next step, or the try that is not over at the end."""
    nexts_s = [run.second(step.at_us) for step in steps[1:]] + [run.under_way.get(row, float(SECONDS))]
    for step, next_s in zip(steps, nexts_s, strict=True):
        ended_s = run.second(step.ended_us)
        if step.did in TRIED_AGAIN and next_s > ended_s:
            rows.pauses.append(Pause(row, step.depth, ended_s, next_s))


def _add_branches(rows: Rows, run: MappingRun, row: Row, steps: Sequence[Step]) -> None:
    """A half is known by its depth and its first record; its later tries are no new branch."""
    failed_s: dict[int, float] = {}
    latest: dict[int, Step] = {}
    for step in steps:
        depth, before = step.depth, latest.get(step.depth)
        is_same = before is not None and (before.first == step.first or before.did in CUT_SHORT)
        if depth and not is_same:
            rows.branches.append(Branch(row, depth - 1, failed_s[depth - 1], run.second(step.at_us)))
        latest[depth] = step
        if step.did is Did.FAILED:
            failed_s[depth] = run.second(step.ended_us)
            for below in [each for each in latest if each > depth]:
                del latest[below]
