"""Key to shard: the line of all hash keys, cut into the ranges of the shards, with the keys on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from lablib.pictures.plots.picture import Drawing, picture
from lablib.pictures.plots.style import BAND, INK, PAPER, QUIET_INK, STORED, caption, label, new_figure, say
from lablib.pictures.plots.wording import counted, share, short_name
from lablib.simulator import limits
from lablib.simulator.kinesis.state.routing import hash_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROOM_FOR_WORDS = 0.08
"""Of the line: words about a narrower range would run into its neighbours'. The line of numbers has them."""
WORDS_OVER = 0.42
"""Of the highest stem: the room above the stems, for the words about each range."""
QUARTERS = ("0", "¼", "½", "¾", "$2^{128}$")


class Range(NamedTuple):
    """One shard's part of the line, both ends included, and what falls into it."""

    shard_id: str
    first: int
    last: int
    records: dict[str, int]
    """By key."""

    @property
    def total(self) -> int:
        """How many records the shard gets."""
        return sum(self.records.values())


@picture
def key_to_shard(records: Mapping[str, int], shards: Iterable[Mapping[str, Any]]) -> Drawing:
    """Draw each key where its MD5 puts it on the line, as high as it has records; bands are shards.

    `records` is how many records each partition key has, `shards` the open shards as list_shards shows them.
    Raises ValueError for no record, and for shards that leave a key out.
    """
    ranges = _ranges(records, shards)
    figure, (axes,) = new_figure(3.3)
    highest = max(records.values())
    for number, each in enumerate(ranges):
        _draw(axes, each, BAND if number % 2 else PAPER, highest, sum(records.values()))
    axes.set_xlim(0, 1)
    axes.set_ylim(0, (1 + WORDS_OVER) * highest)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], QUARTERS)
    axes.set_yticks([0, highest], ["0", f"{highest:,}"])
    axes.spines["left"].set_bounds(0, highest)
    axes.set_xlabel("the MD5 of the partition key, as a number", color=INK, fontsize=9)
    caption(axes, "A stem for each key: where its hash lies, and how many records it has")
    message, summary = _words(ranges)
    say(figure, message)
    return Drawing(figure, summary, f"The line of hash keys with the shards' ranges and the keys: {summary}.")


def _ranges(records: Mapping[str, int], shards: Iterable[Mapping[str, Any]]) -> list[Range]:
    """The shards from left to right."""
    if not any(records.values()):
        raise ValueError("no key has a record, so there is nothing to draw: count some records first")
    ranges = []
    for shard in shards:
        first, last = (int(shard["HashKeyRange"][end]) for end in ("StartingHashKey", "EndingHashKey"))
        inside = {key: count for key, count in records.items() if first <= hash_of(key) <= last}
        ranges.append(Range(shard["ShardId"], first, last, inside))
    placed = sum(len(each.records) for each in ranges)
    if placed != len(records):
        raise ValueError(
            f"the shards' ranges cover {placed} of {len(records)} keys: give the open shards, each once, "
            "as list_shards(ShardFilter={'Type': 'AT_LATEST'}) lists them"
        )
    return sorted(ranges, key=lambda each: each.first)


def _draw(axes: Axes, each: Range, ground: str, highest: int, total: int) -> None:
    whole = limits.HASH_KEY_MAX + 1
    left, right = each.first / whole, (each.last + 1) / whole
    axes.axvspan(left, right, facecolor=ground, linewidth=0)
    if left:
        axes.axvline(left, color=QUIET_INK, linewidth=1.0)
    places = [hash_of(key) / whole for key in each.records]
    axes.vlines(places, 0, list(each.records.values()), colors=STORED.colour, linewidth=1.6)
    if right - left < ROOM_FOR_WORDS:
        return
    lines = (
        short_name(each.shard_id),
        counted(len(each.records), "key"),
        f"{each.total:,} rec.",
        share(each.total, total, 0),
    )
    middle, top = (left + right) / 2, (1 + WORDS_OVER) * highest
    label(axes, middle, top, "\n".join(lines), ha="center", va="top", linespacing=1.15)


def _words(ranges: list[Range]) -> tuple[str, str]:
    """The message and the line of numbers."""
    total = sum(each.total for each in ranges)
    keys = sum(len(each.records) for each in ranges)
    busiest = max(ranges, key=lambda each: each.total)
    parts = (
        f"{short_name(each.shard_id)}: {counted(len(each.records), 'key')}, {each.total:,}" for each in ranges
    )
    summary = f"{counted(keys, 'key')}, {counted(total, 'record')}; {'; '.join(parts)}"
    name = short_name(busiest.shard_id)
    message = (
        f"{name.capitalize()} gets {share(busiest.total, total, 0)} of the records "
        f"with {share(len(busiest.records), keys, 0)} of the keys"
    )
    return message, summary
