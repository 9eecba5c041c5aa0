"""The way of one record, from the tape and the mappings: what an assert's message says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from lablib.pictures.player.mapping_run import MappingRun
from lablib.pictures.player.writes_run import tape_of
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.history import Did
from lablib.simulator.lambda_.mapping.mapping import Mapping
from lablib.simulator.tape.tape import FATES, STORED, THROTTLED
from lablib.simulator.world import World

SHOWN_BYTES = 120
"""Of a record's data in a message."""
ERROR = "[ERROR] "
CUT_OFF = "Interrupted"
"""How the network calls a call whose flow was ended."""
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Put:
    """One entry of one call that had the record."""

    at_us: int
    stream: str
    shard: int | None
    """None if the call failed as a whole."""
    became: str
    """"stored", or why it wasn't."""


def puts_of(world: World, row: int) -> list[Put]:
    """Every time that a record was sent, oldest first."""
    found = []
    for call in tape_of(world).calls:
        if row not in call.rows:
            continue
        if call.error:
            found.append(Put(call.at_us, call.stream, None, f"the call failed with {call.error}"))
        for each, did in zip(call.rows, call.did, strict=not call.error):
            if each == row:
                shard, fate = divmod(did, FATES)
                became = {STORED: "stored", THROTTLED: "throttled"}.get(fate, "failed with InternalFailure")
                found.append(Put(call.at_us, call.stream, shard, became))
    return found


def record(world: World, row: int) -> str:
    """Its data and its partition key, as a message shows them."""
    data, key = world.ledger.example(row).content, ""
    match world.ledger.name_of(row):
        case (_, str(told)) if world.ledger.by_key:
            key = f" with partition key {told!r}"
    shown = repr(data if len(data) <= SHOWN_BYTES else data[:SHOWN_BYTES])
    more = f" and {len(data) - SHOWN_BYTES:,} bytes more" if len(data) > SHOWN_BYTES else ""
    return f"{shown}{more}{key}"


def moment(world: World, at_us: int) -> str:
    """On the virtual clock, and since the test's world began."""
    stamp = datetime.fromtimestamp(at_us // limits.US_PER_S, UTC)
    ms = at_us % limits.US_PER_S // limits.US_PER_MS
    elapsed_ms = (at_us - world.start_us) // limits.US_PER_MS
    return f"{stamp:%Y-%m-%d %H:%M:%S}.{ms:03d}Z, {elapsed_ms / 1_000:.3f} s into the run"


def way(world: World, row: int) -> list[str]:
    """A line for each thing that happened to the record: when, in which shard, what."""
    puts = puts_of(world, row)
    several = len({call.stream for call in tape_of(world).calls}) > 1
    lines = [f"{moment(world, put.at_us)}: {_said(put, several)}" for put in _ends(puts)]
    if len(puts) > len(lines):
        lines.insert(1, f"... and {len(puts) - len(lines):,} more tries")
    return lines + [line for mapping in _mappings(world, puts) for line in failures(world, mapping, row)]


def was_cut_off(world: World, row: int) -> bool:
    """Whether the record's last call ended because its flow did."""
    puts = puts_of(world, row)
    return bool(puts) and puts[-1].became == f"the call failed with {CUT_OFF}"


def unfinished(world: World) -> str:
    """A last sentence that says who is still at work, or was when the world closed; empty if nobody is."""
    names = world.clock.at_work() if world.is_open else world.clock.cut_off
    if not names:
        return ""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    who = ", ".join(names[:MOST_NAMED]) + more
    when = "still at work" if world.is_open else "cut off when the world closed"
    return f". {when[0].upper()}{when[1:]}: {who}. Remedy: join it first, or leave the `with` of its executor"


def _ends(puts: list[Put]) -> list[Put]:
    """The first and the last ones of many."""
    return puts if len(puts) <= 4 else [puts[0], *puts[-2:]]


def _said(put: Put, several: bool) -> str:
    """With the stream's name in a run of several."""
    if put.shard is None:
        return f"{put.became}, to {put.stream!r}" if several else put.became
    return f"{put.became} in shard {put.shard}" + (f" of {put.stream!r}" if several else "")


def failures(world: World, mapping: Mapping, row: int) -> Iterator[str]:
    """How a function failed on the batches that had the record, at the first time and at the last.

    Of a mapping with ParallelizationFactor 1: the history of others doesn't tell their records apart.
    """
    if mapping.settings.parallelization_factor > 1:
        return
    run = MappingRun.of(world, mapping)
    shards = {place: shard for shard, place in run.place_of.items()}
    positions = {
        (shards[place], position)
        for place, records in enumerate(run.arrived)
        for position, (_, each) in enumerate(records)
        if each == row
    }
    failed = [
        step
        for step in run.steps
        if step.did in (Did.FAILED, Did.PARTLY, Did.THROTTLED)
        for shard, position in positions
        if step.shard == shard and step.first <= position < step.first + step.records
        if position >= step.checkpoint  # what a partial success had handled isn't meant
    ]
    if failed:
        name, last = mapping.function.name, failed[-1]
        times = "once" if len(failed) == 1 else f"{len(failed):,} times"
        reported = "throttled" if last.did is Did.THROTTLED else "its response named records that failed"
        why = _error(world, mapping, last.at_us, last.ended_us) or reported
        ended = moment(world, last.ended_us)
        yield f"{ended}: {name} failed on its batch in shard {last.shard} ({why}), {times} in all"


def _error(world: World, mapping: Mapping, began_us: int, ended_us: int) -> str:
    """What the function raised in the invocation between these two moments."""
    name = mapping.function.name
    if name not in world.lambda_.functions.by_name:
        return ""
    for log in reversed(world.logs(name)):
        if began_us <= log.began_us <= ended_us and log.ending:
            return log.ending[0].removeprefix(ERROR)
    return ""


def _mappings(world: World, puts: list[Put]) -> list[Mapping]:
    """Those of the streams that stored the record, also deleted ones."""
    streams = {put.stream for put in puts if put.shard is not None}
    mappings = (*world.lambda_.mappings.values(), *world.lambda_.deleted)
    return [mapping for mapping in mappings if mapping.stream.name in streams]
