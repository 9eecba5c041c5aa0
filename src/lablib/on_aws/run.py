"""A run: what each measurement saw, in a file that can be kept and compared with the model."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

import msgspec

from lablib.on_aws.measurement import Behavior, Seen

FORMAT = 1
REMEDY = "Remedy: a file that lablib aws run has written."


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
        """A behavior's value in this run, or None. Raises ValueError for what no measurement writes."""
        recorded = self.on_record.get(behavior.id)
        try:
            return recorded.value if recorded else behavior.read(self.seen)
        except (AttributeError, TypeError) as error:
            raise ValueError(f"what was seen of {behavior.id!r} can't be read ({error}). {REMEDY}") from error


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


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """What a file of a run holds."""

    format: Literal[1]
    origin: Origin
    seed: int
    region: str
    began: str
    entries: dict[str, Entry]
    note: str = ""


def load(path: Path) -> Run:
    """Read a run. Raises ValueError, with the file's name, if it isn't one."""
    try:
        stored = msgspec.json.decode(path.read_bytes(), type=_File)
    except OSError as error:
        raise ValueError(f"{path} can't be read: {error.strerror}. {REMEDY}") from error
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"{path} is not a run of measurements ({error}). {REMEDY}") from error
    return Run(stored.origin, stored.seed, stored.region, stored.began, stored.note, stored.entries)
