"""Reads a document back by the words of its format alone, and knows none of the code that writes it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

STORED, THROTTLED, FAILED = 0, 1, 2


@dataclass
class ReadCall:
    """`did` has (place of the shard, what became of it) for each entry; None if the whole call failed."""

    at_ms: int
    way_ms: int
    by: str
    rows: list[int]
    did: list[tuple[int, int]] | None
    reason: str = ""


def rows_of(ranges: list[int]) -> list[int]:
    return [
        row for first, n in zip(ranges[::2], ranges[1::2], strict=True) for row in range(first, first + n)
    ]


def offers(document: dict[str, Any]) -> Iterator[tuple[int, str, list[int]]]:
    """(ms, producer, rows), the rows numbered on from 0."""
    offer, new = document["offer"], 0
    for at_ms, by, count in zip(accumulate(offer["at"]), offer["by"], offer["rows"], strict=True):
        yield at_ms, document["by"][by], list(range(new, new + count))
        new += count


def given_up(document: dict[str, Any]) -> set[int]:
    return {row for ranges in document["gave_up"]["rows"] for row in rows_of(ranges)}


def calls(document: dict[str, Any]) -> list[ReadCall]:
    """In the order in which the service dealt with them."""
    call, found = document["call"], []
    waiting: dict[str, list[int]] = defaultdict(list)
    for _, by, rows in offers(document):
        waiting[by] += rows
    columns = zip(
        accumulate(call["at"]), call["way"], call["by"], call["rows"], call["did"].split(" "), strict=True
    )
    for at_ms, way_ms, number, what, did in columns if call["at"] else ():
        by = document["by"][number]
        rows = waiting[by][:what] if isinstance(what, int) else rows_of(what)
        waiting[by] = [row for row in waiting[by] if row not in set(rows)]
        fates = None if did.startswith("-") else list(codes(document, did))
        reason = document["reasons"][int(did[1:])] if fates is None else ""
        found.append(ReadCall(at_ms, way_ms, by, rows, fates, reason))
    return found


def codes(document: dict[str, Any], did: str) -> Iterator[tuple[int, int]]:
    """`(500)x` is 500 times x."""
    wide, alphabet = document["width"], document["alphabet"]
    for times, code in re.findall(r"(?:\((\d+)\))?(" + "[^()]" * wide + ")", did):
        value = 0
        for character in code:
            value = value * len(alphabet) + alphabet.index(character)
        yield from [divmod(value, 3)] * int(times or 1)


def together(values: Iterable[int]) -> list[int]:
    """Times of a list in which -3 stands for three more at the same time."""
    found: list[int] = []
    for value in values:
        if found and value < 0:
            found += [found[-1]] * -value
        else:
            found.append((found[-1] if found else 0) + value)
    return found
