"""What a test says about a run when it is over. A message names the first record that went wrong."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from lablib.pictures.player.writes_run import tape_of
from lablib.pictures.plots.wording import counted
from lablib.simulator import limits
from lablib.simulator.ledger.fates import Fate
from lablib.simulator.tape.tape import FATES, STORED
from lablib.simulator.world import World
from lablib.testing import record_way

LOST = {
    Fate.WAITING: "offered, and no call ever had it",
    Fate.REFUSED: "refused, and never stored afterwards",
    Fate.GIVEN_UP: "given up by its producer",
    Fate.EXPIRED: "stored, and expired in the stream before a function handled it or anybody read it",
    Fate.DROPPED_BY_RETRIES: "dropped by the mapping after the last retry, with no on-failure destination",
    Fate.DROPPED_BY_AGE: "dropped by the mapping for its age, with no on-failure destination",
}
"""The fates in which a record is nowhere any more."""
NOT_HANDLED = LOST | {
    Fate.SENT_TO_DESTINATION: "sent to the on-failure destination, and handled by no function",
    Fate.IN_FLIGHT: "still on its way to the stream",
    Fate.STORED: "in the stream, and not handled yet",
    Fate.READ: "read by a reader of its own, and handled by no function",
}
CUT_OFF = "its producer was ended in the middle of the call"
MAY_COME = (Fate.WAITING, Fate.IN_FLIGHT, Fate.REFUSED, Fate.STORED, Fate.READ)
"""What may still be handled, if there is time."""


def assert_nothing_lost(world: World) -> None:
    """Every record is in the stream, was handled or read, or waits in an on-failure destination.

    A record is known from the first call that had it, or from `world.offer(entries)` before that. What is
    still on its way counts as lost: the test was over too early.

    Raises AssertionError, which names the first lost record, when, in which shard and why.
    """
    __tracebackhide__ = True
    fates = _fates(world)
    reasons = LOST | {Fate.IN_FLIGHT: "its call is still under way: let the test wait for its producer"}
    lost = [row for row, fate in enumerate(fates) if fate in reasons]
    if lost:
        first = lost[0]
        why = CUT_OFF if record_way.was_cut_off(world, first) else reasons[fates[first]]
        head = f"{len(lost):,} of {counted(len(fates), 'record')} {_is(lost)} lost"
        raise AssertionError(_message(world, head, first, why + record_way.unfinished(world)))


def assert_no_duplicates(world: World) -> None:
    """No record is stored twice.

    Two records are the same if they have the same data and the same partition key.

    Raises AssertionError, which names the first record with a second copy, when and in which shard.
    """
    __tracebackhide__ = True
    fates = _fates(world)
    copies = world.ledger.duplicates
    if copies:
        row = _first_stored_twice(world)
        of = counted(len(fates), "record")
        head = (
            f"1 extra copy of {of} is stored"
            if copies == 1
            else f"{copies:,} extra copies of {of} are stored"
        )
        raise AssertionError(_message(world, head, row, "sent again after it was stored"))


def assert_handled_within(world: World, seconds: float) -> None:
    """A function handled every record at most `seconds` of virtual time after its producer first had it.

    That is its first call, or `world.offer(entries)`. What a filter of the mapping left out doesn't count.

    Raises AssertionError, which names the first record that was late or was never handled, and why. A record
    that still has time left is an error as well: the test was over too early.
    """
    __tracebackhide__ = True
    fates, handled_us, now_us = _fates(world), _handled_us(world), world.clock.now_us
    late, early = [], []
    for row, fate in enumerate(fates):
        if fate is Fate.FILTERED_OUT:
            continue
        took_us = handled_us.get(row, now_us) - world.ledger.example(row).offered_us
        if took_us > seconds * limits.US_PER_S or (row not in handled_us and fate not in MAY_COME):
            late.append(row)
        elif row not in handled_us:
            early.append((took_us / limits.US_PER_S, row))
    if late:
        head = (
            f"{len(late):,} of {counted(len(fates), 'record')} {_was(late)} not handled within {seconds:g} s"
        )
        raise AssertionError(_message(world, head, late[0], _lateness(world, late[0], fates, handled_us)))
    if early:
        left_s, row = seconds - min(each[0] for each in early), early[0][1]
        head = f"too early to tell: {counted(len(early), 'record')} {_is(early)} not handled yet"
        remedy = f"Remedy: time.sleep({ceil(left_s)}) before this assert"
        raise AssertionError(_message(world, head, row, f"{NOT_HANDLED[fates[row]]}. {remedy}"))


def _fates(world: World) -> list[Fate]:
    """Where each record is now.

    Raises AssertionError for a world without records, for which every assert would hold, and ValueError for
    one that isn't recorded.
    """
    __tracebackhide__ = True
    tape_of(world)
    world.totals()  # takes what has expired until now out of the streams
    fates = world.ledger.fates()
    unfinished = record_way.unfinished(world)
    if not fates and unfinished:
        raise AssertionError(f"nothing was put into a stream of this world{unfinished}")
    if not fates:
        raise AssertionError(
            "nothing was put into a stream of this world, so there is nothing to say about it. Either the "
            "code under test never called Kinesis, or something else answered it, such as a mock_aws of moto "
            'whose config has a "core" of its own. Remedy: give that core "passthrough": '
            '{"services": ["kinesis", "awslambda"]}'
        )
    return fates


def _handled_us(world: World) -> dict[int, int]:
    """By its row, when each record was handled for the first time."""
    found: dict[int, int] = {}
    for handling in tape_of(world).handlings:
        for row in handling.rows:
            found.setdefault(row, handling.at_us)
    return found


def _first_stored_twice(world: World) -> int:
    """The row of the record whose second copy was the first."""
    seen: set[int] = set()
    for call in tape_of(world).calls:
        for row, did in zip(call.rows, call.did, strict=not call.error):
            if did % FATES == STORED:
                if row in seen:
                    return row
                seen.add(row)
    raise AssertionError("the tape has no second copy, and the ledger counted one")


def _lateness(world: World, row: int, fates: list[Fate], handled_us: dict[int, int]) -> str:
    if row not in handled_us:
        return NOT_HANDLED[fates[row]]
    took_s = (handled_us[row] - world.ledger.example(row).offered_us) / limits.US_PER_S
    return f"handled {took_s:.1f} s after its producer had it"


def _message(world: World, head: str, row: int, why: str) -> str:
    offered_us = world.ledger.example(row).offered_us
    lines = [
        f"{head}. The first:",
        f"  {record_way.record(world, row)}",
        f"  {record_way.moment(world, offered_us)}: its producer had it",
        *(f"  {line}" for line in record_way.way(world, row)),
        f"  why: {why}",
    ]
    return "\n".join(lines)


def _is(of: Iterable[object]) -> str:
    return "is" if len(list(of)) == 1 else "are"


def _was(of: Iterable[object]) -> str:
    return "was" if len(list(of)) == 1 else "were"
