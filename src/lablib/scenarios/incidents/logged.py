"""Something that happened in a night, with its time, and how the game shows a time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple


class Logged(NamedTuple):
    """Something that happened, and when, in seconds since the epoch."""

    at_s: float
    text: str


def clock_text(at_s: float) -> str:
    """A time as the game shows it."""
    return f"{datetime.fromtimestamp(at_s, UTC):%H:%M}"
