"""What a test says about a run when it is over. A message names the first record that went wrong."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from lablib.pictures.player.writes_run import tape_of
from lablib.pictures.plots.wording import counted
from lablib.simulator import limits
from lablib.simulator.ledger.fates import Fate
from lablib.simulator.tape.tape import FATES, STORED, Call
from lablib.simulator.world import World
from lablib.testing import record_way
from lablib.testing.demands import Demands, Part

LOST = {
    Fate.WAITING: "offered, and no call ever had it",
    Fate.REJECTED: "rejected, and never stored afterwards",
    Fate.GIVEN_UP: "given up by its producer",
    Fate.EXPIRED: "stored, and expired in the stream before it was handled or read",
    Fate.DROPPED_BY_RETRIES: "dropped by the mapping after the last retry, with no on-failure destination",
    Fate.DROPPED_BY_AGE: "dropped by the mapping for its age, with no on-failure destination",
}
"""The fates in which a record is nowhere any more."""
NOT_HANDLED = LOST | {
    Fate.SENT_TO_DESTINATION: "sent to the on-failure destination, and not handled since",
    Fate.IN_FLIGHT: "still on its way to the stream",
    Fate.STORED: "in the stream, and not handled yet",
    Fate.READ: "read by a reader of its own, and handled by no function",
}
AGAIN = {
    True: "sent again after it was stored, although only other entries of its first call had failed",
    False: "sent again after its first call had stored all entries: its answer was lost, or nobody minded it",
}
"""Why a record is stored twice, by whether the call that stored it first had stored only a part."""
CUT_OFF = "its producer was ended in the middle of the call"
MAY_COME = {
    NOT_HANDLED[each] for each in (Fate.WAITING, Fate.IN_FLIGHT, Fate.REJECTED, Fate.STORED, Fate.READ)
}
"""What may still be handled, if there is time."""
NO_READER = "in the stream, which no function reads"
TOO_OLD = "in the stream, before the place where its mapping began to read"


def assert_nothing_lost(world: World) -> None:
    """Every record is in the stream, was handled or read, or waits in an on-failure destination.

    That holds for each stream to which it was sent, and for each function that reads the stream. The assert
    knows a record from the first call that had it, or from `world.offer(entries)` before that. A record that
    is still on its way counts as lost, because the test was over too early.

    Raises AssertionError, which names the first lost record, when, in which shard and why.
    """
    __tracebackhide__ = True
    fates, demands = _fates(world), Demands.of(world)
    lost = [row for row, fate in enumerate(fates) if _loss(demands, row, fate)]
    if lost:
        first = lost[0]
        why = CUT_OFF if record_way.was_cut_off(world, first) else _loss(demands, first, fates[first])
        head = f"{len(lost):,} of {counted(len(fates), 'record')} {_is(lost)} lost"
        raise AssertionError(_message(world, head, first, why + record_way.unfinished(world)))


def assert_no_duplicates(world: World) -> None:
    """No record is stored twice in one stream.

    Two records are the same if they have the same data and the same partition key.

    Raises AssertionError, which names the first record with a second copy, when and in which shard.
    """
    __tracebackhide__ = True
    fates, demands = _fates(world), Demands.of(world)
    copies = sum(each - 1 for each in demands.copies.values() if each > 1)
    if copies:
        row, call = _first_stored_twice(world)
        of = counted(len(fates), "record")
        head = (
            f"1 extra copy of {of} is stored"
            if copies == 1
            else f"{copies:,} extra copies of {of} are stored"
        )
        raise AssertionError(
            _message(world, head, row, AGAIN[any(did % FATES != STORED for did in call.did)])
        )


def assert_handled_within(world: World, seconds: float) -> None:
    """Every record was handled at most `seconds` of virtual time after its producer first had it.

    A producer has a record from its first call with it, or from `world.offer(entries)`. Each function that
    reads the stream has to handle the record, unless a filter of its mapping skips it. If functions read some
    of the streams, a stream that no function reads counts as their output, and its records needn't be
    handled.

    Raises AssertionError, which names the first record that was late or was never handled, and why. It also
    fails if a record isn't handled yet and still has time left, because then the test was over too early.
    """
    __tracebackhide__ = True
    fates, demands, now_us = _fates(world), Demands.of(world), world.clock.now_us
    late: dict[int, str] = {}
    early: dict[int, str] = {}
    left_s = 0.0
    for row, part in _parts(world, fates, demands):
        took_s = _took_us(world, row, part, now_us) / limits.US_PER_S
        why = _lateness(demands, row, part, took_s)
        if took_s > seconds or (part.handled_us is None and why not in MAY_COME):
            late.setdefault(row, _for(demands, row, part, why))
        elif part.handled_us is None:
            early.setdefault(row, _for(demands, row, part, why))
            left_s = max(left_s, seconds - took_s)
    if late:
        row, why = next(iter(late.items()))
        of = counted(len(fates), "record")
        head = f"{len(late):,} of {of} {_was(late)} not handled within {seconds:g} s"
        raise AssertionError(_message(world, head, row, why))
    if early:
        row, why = next(iter(early.items()))
        head = f"too early to tell: {counted(len(early), 'record')} {_is(early)} not handled yet"
        remedy = f"Remedy: time.sleep({ceil(left_s)}) before this assert"
        raise AssertionError(_message(world, head, row, f"{why}. {remedy}"))


def _fates(world: World) -> list[Fate]:
    """Where each record is now.

    Raises AssertionError for a world without records, for which every assert would hold, and ValueError for
    one that isn't recorded.
    """
    __tracebackhide__ = True
    if not isinstance(world, World):
        raise TypeError(f"the first argument is {world!r}. Remedy: give the world, as the fixture `world` is")
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


def _loss(demands: Demands, row: int, fate: Fate) -> str:
    """Why a record is lost, with this fate in the ledger; empty if it isn't."""
    parts = demands.parts.get(row, [])
    for part in parts:
        if part.fate in LOST:
            return _for(demands, row, part, LOST[part.fate])
    if not parts and fate in LOST:
        return LOST[fate]
    if fate is Fate.IN_FLIGHT:
        return "its call is still under way: let the test wait for its producer"
    for stream in demands.never_stored_in(row):
        return f"rejected by stream {stream!r}, and never stored there afterwards"
    return ""


def _parts(world: World, fates: list[Fate], demands: Demands) -> list[tuple[int, Part]]:
    """What has to be handled, and by whom; nobody's name where no mapping owes a record to a function."""
    handled_us = {
        row: end.at_us
        for end in reversed(tape_of(world).ends)
        if end.fate == Fate.HANDLED
        for row in end.rows
    }
    found = [
        (row, part)
        for row, fate in enumerate(fates)
        for part in demands.parts.get(row) or [Part("", fate, handled_us.get(row))]
        if part.fate is not Fate.FILTERED_OUT
    ]
    asked = [(row, part) for row, part in found if part.function or not demands.is_output(row)]
    return found if all(map(demands.is_output, range(len(fates)))) else asked


def _took_us(world: World, row: int, part: Part, now_us: int) -> int:
    until_us = now_us if part.handled_us is None else part.handled_us
    return until_us - world.ledger.example(row).offered_us


def _for(demands: Demands, row: int, part: Part, why: str) -> str:
    """The reason, with the function's name if several have to handle the record."""
    return f"for {part.function}, {why}" if len(demands.parts.get(row, ())) > 1 else why


def _first_stored_twice(world: World) -> tuple[int, Call]:
    """The row of the record that one stream stored twice first, and the call with its first copy."""
    seen: dict[tuple[str, int], Call] = {}
    for call in tape_of(world).calls:
        for row, did in zip(call.rows, call.did, strict=not call.error):
            if did % FATES == STORED:
                if (call.stream, row) in seen:
                    return row, seen[call.stream, row]
                seen[call.stream, row] = call
    raise AssertionError("the tape has no second copy, and one was counted")


def _lateness(demands: Demands, row: int, part: Part, took_s: float) -> str:
    if part.handled_us is not None:
        return f"handled {took_s:.1f} s after its producer had it"
    if part.fate is Fate.STORED and demands.is_owed_to_none(row):
        return NO_READER if demands.is_output(row) else TOO_OLD
    return NOT_HANDLED[part.fate]


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
