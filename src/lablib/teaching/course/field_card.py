"""What an engineer on call needs on paper: `course/field_card.toml`, symptoms, settings, metrics, calls.

`docs/field-card.html` is made from it. AWS's numbers are places, as in `aws_numbers`. What a metric counts,
or why a setting isn't left alone, is the fact of a misconception where the course has one.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from lablib.teaching.course.toml_reading import read

FILE = "field_card.toml"


class Cause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that a symptom may be."""

    cause: str
    tells: str
    """What tells it apart from the symptom's other causes."""
    first: str
    """What to do first."""
    lab: str


class Symptom(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody sees, and what it may be."""

    see: str
    may_be: list[Cause]


class _Explained(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    lab: str
    fact: str = ""
    """The id of a misconception, whose fact stands on the card."""
    text: str = ""
    """The same in words of its own, where no misconception has it."""

    def __post_init__(self) -> None:
        if bool(self.fact) == bool(self.text):
            raise ValueError("a row has a fact or a text, and not both")


class Setting(_Explained, frozen=True, forbid_unknown_fields=True):
    """A setting to change, or one to leave though people change it."""

    name: str
    default: str
    set_to: str


class Metric(_Explained, frozen=True, forbid_unknown_fields=True):
    """A metric whose name says something else than what it counts."""

    name: str
    look_at: str
    """The statistic, and the value at which to act."""


class Call(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A command of the AWS CLI that one needs in an incident; what to fill in is in capitals."""

    to: str
    command: str
    lab: str


class FieldCard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of it, in the order of the card."""

    symptom: list[Symptom]
    setting: list[Setting]
    metric: list[Metric]
    call: list[Call]


def read_field_card(course: Path) -> FieldCard:
    """The card of the course in the folder `course`. Raises `CourseError`."""
    return read(course / FILE, FieldCard)
