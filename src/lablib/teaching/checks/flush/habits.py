"""What many flushes together show of a retry loop: how it spreads its pauses, and how it ends.

Each question returns None, or a finding: the end of a message's id, with the facts that its text wants.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from lablib.teaching.checks.findings import Finding
from lablib.teaching.checks.flush.findings import (
    A_MICROSECOND,
    BASE_S,
    RETRIES_TO_THE_CAP,
    bound_s,
    not_even,
)
from lablib.teaching.checks.flush.script import Flush

FEWEST_DRAWS = 30
"""For a word about how they are spread."""
FEWEST_CHANCES = 25
"""Of a pause that fits though the longest wouldn't: about half of them do."""
LAST_PART = 0.05
"""Of a flush's time. Pauses near the cap end in it seldom."""


class Pause(NamedTuple):
    """Before a retry; 0 is the first."""

    retry: int
    length_s: float
    after_progress: bool
    """The call before it stored something."""


def starts_over(flushes: Sequence[Flush]) -> Finding | None:
    """After a call that stored a part, the bound is what it was before the first retry."""
    later = [one.length_s for one in _pauses(flushes) if one.after_progress and one.retry >= 2]
    if len(later) < FEWEST_DRAWS or max(later) > BASE_S + A_MICROSECOND:
        return None
    return "starts-over", {"count": len(later), "longest_s": max(later)}


def spread(flushes: Sequence[Flush]) -> Finding | None:
    """Whether the pauses before a retry differ, and are drawn from all lengths alike, whatever was stored."""
    groups: dict[tuple[int, bool], list[float]] = defaultdict(list)
    for one in _pauses(flushes):  # from the seventh retry on, the bound is the cap
        groups[min(one.retry, RETRIES_TO_THE_CAP), one.after_progress].append(one.length_s)
    for (retry, after_progress), pauses_s in sorted(groups.items()):
        if len(pauses_s) >= FEWEST_DRAWS and (found := not_even(pauses_s, bound_s(retry))):
            facts = {"retry": retry, "count": len(pauses_s), "bound_s": bound_s(retry)}
            return found[0], facts | {"stored_part": "a part" if after_progress else "nothing"} | found[1]
    return None


def cut_to_fit(flushes: Sequence[Flush]) -> Finding | None:
    """Nearly every flush that ran out of time made a call just before the deadline."""
    late = [flush.calls[-1].began_s >= (1 - LAST_PART) * flush.script.within_s for flush in flushes]
    if len(late) < FEWEST_CHANCES or sum(late) < 0.6 * len(late):
        return None
    return "cut-to-fit", {
        "flushes": len(late),
        "late": sum(late),
        "last_s": flushes[0].script.within_s * LAST_PART,
    }


def never_dares(flushes: Sequence[Flush]) -> Finding | None:
    """It retried only where the longest pause would have ended before the deadline."""
    chances = [chance for flush in flushes for chance in _chances(flush)]
    if len(chances) < FEWEST_CHANCES or any(chances):
        return None
    return "never-dares", {"chances": len(chances)}


def _pauses(flushes: Sequence[Flush]) -> Iterator[Pause]:
    for flush in flushes:
        for retry, (sooner, later) in enumerate(pairwise(flush.calls)):
            yield Pause(retry, later.began_s - sooner.ended_s, len(sooner.left) < len(sooner.events))


def _chances(flush: Flush) -> Iterator[bool]:
    """Where the longest pause would not fit, but most pauses would: whether it retried."""
    for retry, call in enumerate(flush.calls):
        room_s = flush.script.within_s - call.ended_s
        if call.left and bound_s(retry) / 2 < room_s <= bound_s(retry):
            yield retry + 1 < len(flush.calls)
