"""A run as plain JSON, for the player to play: every record, every call, every step.

    document(world)            a dict, computed from the tape that `world.record()` keeps
    to_json(document(world))   its bytes, the same for the same seed
    table(document(world))     what became of the records, as text

Of two kinds: `writes` shows producers and the shards that they write to, `mapping` a function that reads
a stream.
A document that would be larger than `MOST_BYTES` shows a part of the run, whole, and says so.
"""

from __future__ import annotations

import json
from typing import Any

from lablib.pictures.player import cloudwatch_minutes, window
from lablib.pictures.player.mapping_document import mapping_columns
from lablib.pictures.player.mapping_run import MappingRun
from lablib.pictures.player.mapping_words import mapping_said
from lablib.pictures.player.writes_document import needs_levels, writes_columns
from lablib.pictures.player.writes_run import Writes, busiest_stream, tape_of
from lablib.pictures.player.writes_words import called, writes_said
from lablib.simulator import limits
from lablib.simulator.lambda_.mapping.mapping import Mapping
from lablib.simulator.world import World

Document = dict[str, Any]
VERSION = 1
MOST_BYTES = 300_000


def document(
    world: World, kind: str | None = None, *, stream: str | None = None, who: str | None = None
) -> Document:
    """The run of `world` until now. It may go on, or be over and closed.

    `kind` is "writes" or "mapping"; by default the mapping if one has taken a step. `stream` is the one to
    show, by default the busiest. `who` is what the title calls whoever writes, such as the name of their
    function; a single producer gets that name. Raises ValueError if the world keeps no tape, or has nothing
    of that kind to show.
    """
    if kind not in (None, "writes", "mapping"):
        raise ValueError(f'kind={kind!r} is no kind of run. Remedy: give "writes", "mapping" or nothing')
    run = _run_of(world, kind, stream or busiest_stream(tape_of(world)))
    return of_mapping(run) if isinstance(run, MappingRun) else of_writes(run, who)


def title(world: World, *, who: str | None = None) -> str:
    """The run of `world` until now in one line: the title of its document, without making one.

    `who` is what it calls whoever writes. Raises ValueError if the world keeps no tape, or if nothing was
    written.
    """
    run = _run_of(world, None, busiest_stream(tape_of(world)))
    if isinstance(run, MappingRun):
        return mapping_said(run).title
    return writes_said(run, who or called(run.producers)).title


def to_json(of: Document) -> str:
    """The document as ASCII without spaces: the same document gives the same bytes."""
    return json.dumps(of, separators=(",", ":"), ensure_ascii=True)


def table(of: Document) -> str:
    """What became of the records, a line each, below the title."""
    wide = max(len(value) for _, value in of["ledger"])
    return "\n".join([of["title"], *(f"{value:>{wide}}  {name}" for name, value in of["ledger"])])


def of_writes(run: Writes, who: str | None = None) -> Document:
    """The whole run, or as much around the worst throttling as there is room for."""
    by = [who or name for name in run.producers] if len(run.producers) == 1 else run.producers
    for part in window.parts(run):
        shown = _writes(part, run, by, who)
        if len(to_json(shown)) <= MOST_BYTES:
            return shown
    raise ValueError(
        f"a single second of this run takes more than {MOST_BYTES:,} bytes. Remedy: play fewer gateways"
    )


def _writes(part: Writes, whole: Writes, by: list[str], who: str | None) -> Document:
    is_part = part is not whole
    said = writes_said(whole, who or called(by))
    return (
        _head("writes", said.title, said.caption, part)
        | {
            "window": window.shown(part, whole) if is_part else None,
            "minutes": cloudwatch_minutes.minutes(
                part.world, cloudwatch_minutes.of_stream(part.stream), part.start_us, part.end_us
            ),
            "totals": whole.totals(),
            "ledger": said.ledger,
        }
        | writes_columns(part, by, with_levels=is_part or needs_levels(whole))
    )


def of_mapping(run: MappingRun) -> Document:
    """The whole run, or as much around the first loss as there is room for."""
    for part in window.parts_of_mapping(run):
        shown = _mapping(part, run)
        if len(to_json(shown)) <= MOST_BYTES:
            return shown
    raise ValueError(
        f"no part of this run takes less than {MOST_BYTES:,} bytes, or its shards have lanes that can't be "
        "shown in part. Remedy: play fewer records, or a shorter time"
    )


def _mapping(part: MappingRun, whole: MappingRun) -> Document:
    is_part = part is not whole
    said = mapping_said(whole)
    shown = cloudwatch_minutes.of_function(whole.mapping.function.name)
    return (
        _head("mapping", said.title, said.caption, whole.writes, part.start_us, part.end_us)
        | {
            "window": window.shown_of_mapping(part, whole) if is_part else None,
            "minutes": cloudwatch_minutes.minutes(whole.world, shown, part.start_us, part.end_us),
            "totals": whole.writes.totals(),
            "ledger": said.ledger,
        }
        | mapping_columns(part, is_part=is_part)
    )


def _head(
    kind: str,
    title: str,
    caption: list[str],
    writes: Writes,
    start_us: int | None = None,
    end_us: int | None = None,
) -> Document:
    start_us = writes.start_us if start_us is None else start_us
    end_us = writes.end_us if end_us is None else end_us
    place_of = {life.shard: place for place, life in enumerate(writes.shards)}

    def ms(at_us: int) -> int:
        return (at_us - start_us) // limits.US_PER_MS

    return {
        "v": VERSION,
        "kind": kind,
        "title": title,
        "caption": caption,
        "stream": writes.stream,
        "start_us": start_us,
        "length_ms": -((start_us - end_us) // limits.US_PER_MS),
        "shards": [
            {
                "index": life.shard,
                "opened": ms(life.opened_us),
                "closed": None if life.closed_us is None else ms(life.closed_us),
                "parents": [place_of[each] for each in life.parents],
            }
            for life in writes.shards
        ],
    }


def _run_of(world: World, kind: str | None, stream: str) -> MappingRun | Writes:
    mapping = None if kind == "writes" else _mapping_of(world, stream)
    if kind == "mapping" and mapping is None:
        raise ValueError(f"no mapping of the stream {stream!r} has taken a step. Remedy: play its writes")
    return Writes.of(world, stream) if mapping is None else MappingRun.of(world, mapping)


def _mapping_of(world: World, stream: str) -> Mapping | None:
    """The mapping of a stream that took most steps; also one that was deleted."""
    found = [
        each
        for each in (*world.lambda_.mappings.values(), *world.lambda_.deleted)
        if each.stream.name == stream and each.history
    ]
    return max(found, key=lambda each: len(each.history), default=None)
