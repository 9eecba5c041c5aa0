"""Which settings are worth a look: those that no other beats in losses, duplicates, lateness and cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

UNITS = ("s", "ms")


class Judged(NamedTuple):
    """A setting, by the worst of its seeds in each respect."""

    settings: tuple[str, ...]
    lost: float
    duplicated: float
    late: float
    dollars: float

    @property
    def measures(self) -> tuple[float, ...]:
        """The less, the better, each of them."""
        return self[1:]

    def beats(self, other: Judged) -> bool:
        """Whether it is better in one respect and worse in none."""
        no_worse = all(mine <= its for mine, its in zip(self.measures, other.measures, strict=True))
        return no_worse and self.measures != other.measures


def judged(rows: Iterable[dict[str, str]], names: Sequence[str]) -> list[Judged]:
    """The settings of a table, in its order; `names` are the columns of settings."""
    measures: dict[tuple[str, ...], list[tuple[float, ...]]] = {}
    for row in rows:
        of_run = tuple(float(row[name]) for name in ("lost", "duplicated", "late", "dollars_a_month"))
        measures.setdefault(tuple(row[name] for name in names), []).append(of_run)
    return [Judged(settings, *map(max, zip(*seeds, strict=True))) for settings, seeds in measures.items()]


def front(settings: Sequence[Judged]) -> list[Judged]:
    """The Pareto front: those that lose least first, and of these the cheapest.

    Of settings that come to the same it has the first.
    """
    best = [each for each in settings if not any(other.beats(each) for other in settings)]
    different = {each.measures: each for each in reversed(best)}.values()
    return sorted(different, key=lambda each: (each.lost, each.dollars, each.duplicated, each.late))


def told(each: Judged, settings: Sequence[Judged], names: Sequence[str]) -> str:
    """What sets it apart from the others, in words, and how many of them come to the same."""
    columns = enumerate(zip(*(other.settings for other in settings), strict=True))
    differ = [index for index, column in columns if len(set(column)) > 1]
    words = ", ".join(_value(names[index], each.settings[index]) for index in differ)
    same = sum(other.measures == each.measures for other in settings) - 1
    more = f" ({same} more {'comes' if same == 1 else 'come'} to the same)" if same else ""
    return (words or "the only setting") + more


def _value(name: str, value: str) -> str:
    """Such as: flush every 5 s, from the column `flush_every_s`."""
    words, _, unit = name.replace("_", " ").rpartition(" ")
    return f"{words} {value} {unit}" if unit in UNITS and words else f"{words} {unit} {value}".strip()
