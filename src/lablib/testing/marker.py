"""What `@pytest.mark.world(...)` says, from the class down to the test."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Protocol

from lablib.simulator import limits

LONGEST_S = 400.0 * 24 * limits.S_PER_HOUR
"""Longer than the longest retention: code that is still running then never ends."""


class Marker(Protocol):
    """What is used of a pytest.Mark."""

    args: tuple[Any, ...]
    kwargs: Any


@dataclass(frozen=True, slots=True)
class Settings:
    """Of the fixtures `world` and `stream`."""

    seed: int = 0
    shards: int = 1
    stream: str = "stream"
    stop_after_s: float = LONGEST_S


def settings_of(nearest_first: Iterable[Marker]) -> Settings:
    """The settings of a test; where two markers name the same, the nearer one counts.

    Raises ValueError for what isn't a setting.
    """
    known = {field.name for field in fields(Settings)}
    found: dict[str, Any] = {}
    for marker in nearest_first:
        if marker.args or not marker.kwargs.keys() <= known:
            given = [*map(repr, marker.args), *sorted(marker.kwargs.keys() - known)]
            raise ValueError(
                f"@pytest.mark.world doesn't take {', '.join(given)}. "
                f"Remedy: give {', '.join(f'{name}=...' for name in sorted(known))}, all of them by name"
            )
        found = dict(marker.kwargs) | found
    return Settings(**found)
