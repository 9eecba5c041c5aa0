"""The grid: every combination of the values of each setting, under every seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import product
from typing import Any

from lablib.scenarios.advice import Plan
from lablib.scenarios.mapping.what_if import Knobs

Settings = Plan | Knobs


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a sweep."""

    settings: Settings
    seed: int

    @property
    def cells(self) -> tuple[str, ...]:
        """As a row of the table begins. No two runs of a grid have the same."""
        return (*settings_cells(self.settings), str(self.seed))


def grid(of: type[Settings], values: Mapping[str, Sequence[Any]], seeds: Sequence[int]) -> tuple[Run, ...]:
    """Every combination; the last setting changes first, and each has all seeds before the next.

    `values` has a field of `of` by its name. Raises ValueError for a setting without a value, and what `of`
    raises for values that cannot be.
    """
    empty = [name for name, each in {**values, "seeds": seeds}.items() if not each]
    if empty:
        raise ValueError(f"the grid is empty: {', '.join(empty)} has no value. Remedy: give one or more")
    combinations = product(*(dict.fromkeys(each) for each in values.values()))
    settings = [of(**dict(zip(values, each, strict=True))) for each in combinations]
    return tuple(Run(each, seed) for each in settings for seed in dict.fromkeys(seeds))


def settings_names(of: type[Settings]) -> tuple[str, ...]:
    """The columns of settings."""
    return tuple(field.name for field in fields(of))


def settings_cells(settings: Settings) -> tuple[str, ...]:
    """The values in those columns, as text."""
    return tuple(_text(getattr(settings, field.name)) for field in fields(settings))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)
