"""The picture of a document for where no code runs: what became of the records, or how old they became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from lablib.pictures.player.compact import ALPHABET
from lablib.pictures.plots.iterator_age import iterator_age
from lablib.pictures.plots.offered_stored_lost import offered_stored_lost
from lablib.pictures.plots.picture import Picture
from lablib.simulator import limits

INVOKED = "SFP"
"""The steps for which the function was invoked."""


def still(run: dict[str, Any]) -> Picture:
    """Draw a document; the same bytes for the same document."""
    if run["kind"] == "writes" or not run["step"]["at"]:
        return offered_stored_lost(run["totals"])
    return iterator_age(_ages(run), round(run["retention_s"] / limits.S_PER_HOUR))


def _ages(run: dict[str, Any]) -> dict[str, list[tuple[float, float]]]:
    """By shard id, of each invocation: when it ended, and how old its first record was then, in seconds."""
    step, unit_s = run["step"], run["unit_ms"] / 1_000
    arrived = [list(_arrivals(packed)) for packed in run["arrived"]]
    first, ages = [0] * len(arrived), defaultdict(list)
    for ended, place, further, did in zip(
        accumulate(step["at"]), _places(run), step["first"], step["did"], strict=True
    ):
        first[place] += further
        if did not in INVOKED:
            continue
        age = ended - arrived[place][first[place] - run["from"][place]]
        at_s = run["start_us"] / limits.US_PER_S + ended * unit_s
        ages[f"shardId-{run['shards'][place]['index']:012}"].append((at_s, age * unit_s))
    return ages


def _arrivals(packed: list[int]) -> Iterator[int]:
    at = 0
    for number, value in enumerate(packed):
        if number and value < 0:
            yield from [at] * -value
        else:
            at += value
            yield at


def _places(run: dict[str, Any]) -> Iterator[int]:
    packed, width = run["step"]["shard"], run["width"]
    for start in range(0, len(packed), width):
        place = 0
        for character in packed[start : start + width]:
            place = place * len(ALPHABET) + ALPHABET.index(character)
        yield place
