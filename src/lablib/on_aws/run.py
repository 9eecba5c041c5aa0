"""A run: what each measurement saw, in a file that can be kept and compared with the model."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from lablib.on_aws.measurement import Behavior, Seen

FORMAT = 1


class Origin(StrEnum):
    """Where the evidence of a run comes from. Whatever shows a run shows this first."""

    MEASURED = "measured on AWS"
    ON_RECORD = "put together from what others recorded on AWS; not measured by us"
    PLAYED = "played by the simulator, not by AWS"
    ENDPOINT = "measured at an endpoint that isn't AWS"


@dataclass(frozen=True, slots=True)
class Recorded:
    """The value of one behavior that somebody else noted down."""

    value: Any
    source: str
    noted: str
    """Who, and when."""


@dataclass(slots=True)
class Entry:
    """One measurement of a run."""

    seen: Seen = field(default_factory=dict)
    on_record: dict[str, Recorded] = field(default_factory=dict)
    """By behavior, where there is a value and no evidence of our own."""
    problem: str = ""
    """Why it ended early; empty if it didn't."""

    def value(self, behavior: Behavior) -> Any:
        """A behavior's value in this run, or None."""
        recorded = self.on_record.get(behavior.id)
        return recorded.value if recorded else behavior.read(self.seen)


@dataclass(slots=True)
class Run:
    """Some measurements, one after the other. `seed` is the one that the model is played with."""

    origin: Origin
    seed: int
    region: str
    began: str
    """UTC, ISO 8601."""
    note: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)
    """By measurement."""

    def save(self, path: Path) -> None:
        """Write it as JSON, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_text(
            json.dumps({"format": FORMAT} | asdict(self), indent=1) + "\n", encoding="utf-8"
        )
        unfinished.replace(path)


def load(path: Path) -> Run:
    """Read a run. Raises ValueError, with the file's name, if it isn't one."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if stored.pop("format") != FORMAT:
            raise ValueError(f"its format isn't {FORMAT}")
        entries = {id_: _entry(entry) for id_, entry in stored.pop("entries").items()}
        return Run(origin=Origin(stored.pop("origin")), entries=entries, **stored)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(
            f"{path} is not a run of measurements ({error}). Remedy: a file that lablib aws run has written."
        ) from error


def _entry(stored: dict[str, Any]) -> Entry:
    on_record = {id_: Recorded(**recorded) for id_, recorded in stored.pop("on_record", {}).items()}
    return Entry(on_record=on_record, **stored)
