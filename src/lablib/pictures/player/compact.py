"""Short forms of long lists, so that a run of 50,000 records fits into a notebook without leaving one out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from string import ascii_lowercase, ascii_uppercase, digits

ALPHABET = digits + ascii_uppercase + ascii_lowercase + "!#$%+,./:;=?@[]^_|*"
"""No character that JSON or HTML writes in another way, and none of those that `run_lengths` uses."""
REPEATED = 6
"""A code that comes so often in a row is written once, with the number before it."""


def deltas(values: Iterable[int]) -> list[int]:
    """The first value, and how much each of the others is above the one before it."""
    found, before = [], 0
    for value in values:
        found.append(value - before)
        before = value
    return found


def ranges(rows: Iterable[int]) -> list[int]:
    """`[first, how many, first, how many, ...]` of numbers that mostly follow one another."""
    found: list[int] = []
    for row in rows:
        if found and found[-2] + found[-1] == row:
            found[-1] += 1
        else:
            found += (row, 1)
    return found


def together(values: Iterable[int]) -> list[int]:
    """As `deltas`, where values that equal the one before them are counted: -3 for three of them."""
    found: list[int] = []
    before = 0
    for value, group in groupby(values):
        found.append(value - before)
        before = value
        if more := sum(1 for _ in group) - 1:
            found.append(-more)
    return found


def width_for(codes: int) -> int:
    """How many characters a code takes if there are so many of them."""
    width = 1
    while len(ALPHABET) ** width < codes:
        width += 1
    return width


def written(code: int, width: int) -> str:
    """A code as `width` characters of `ALPHABET`."""
    characters = ""
    for _ in range(width):
        code, place = divmod(code, len(ALPHABET))
        characters = ALPHABET[place] + characters
    return characters


def run_lengths(codes: Sequence[int], width: int) -> str:
    """Codes one behind the other; `(500)x` for 500 times x."""
    return "".join(_runs(codes, width))


def _runs(codes: Sequence[int], width: int) -> Iterator[str]:
    for code, group in groupby(codes):
        count, text = sum(1 for _ in group), written(code, width)
        yield f"({count}){text}" if count >= REPEATED else text * count
