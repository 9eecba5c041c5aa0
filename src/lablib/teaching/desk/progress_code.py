"""A progress code: how far a learner is, as one line to paste or to send.

`lablib1.<what>.<checksum>`: the fields of `Report` in MessagePack, compressed, in the letters of base64 that
an address may have. The checksum (CRC-32) finds what was cut off or mistyped. It doesn't prove who made the
code: anybody may write one.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
import zlib
from collections.abc import Iterable

import msgspec

from lablib.teaching.checks.progress import Progress
from lablib.teaching.checks.summary import Done, under_way

KIND = "lablib1"
MOST_BYTES = 64_000  # what a code may unpack to; a learner with the whole course has about 2,000
LONGEST_NAME = 40


class CodeError(ValueError):
    """It is no progress code; the text says what is wrong and the remedy."""


class Report(msgspec.Struct, frozen=True, array_like=True):
    """Everything that a progress code says. Neither answers nor code of the learner, nor times."""

    name: str
    """As the learner gave it, or empty."""
    passed: tuple[str, ...] = ()
    """Numbers of exercises, such as `02.1`."""
    at: str = ""
    """The exercise under way, or the lab if it has none left open; empty when all labs are finished."""
    attempts: int = 0
    """Of that exercise."""
    message: str = ""
    """The id of what its last check said, if that was no pass."""
    hints: int = 0
    """Hints shown, of that exercise."""
    predictions: dict[str, tuple[int | float | str, ...]] = {}
    """By id, such as `02.missing`: what was predicted."""


def report(course: Iterable[Done], record: Progress, name: str = "") -> Report:
    """What is told of a learner. `course` has each lab, in order, with how far they are in it."""
    course = list(course)
    passed = tuple(number for so_far in course for number in so_far.passed)
    made = {id_: tuple(each.value) for id_, each in record.predictions.items()}
    current = under_way(course, record)
    if current is None:
        return Report(readable(name), passed, predictions=made)
    if not current.open:
        return Report(readable(name), passed, current.lab.number, predictions=made)
    number = current.open[0]
    id_ = next(each.id for each in current.lab.exercises if each.number == number)
    one = record.exercises.get(id_)
    if one is None:
        return Report(readable(name), passed, number, predictions=made)
    return Report(readable(name), passed, number, one.attempts, one.message, len(one.hints), made)


def readable(name: str) -> str:
    """A name in one line, without what can't be printed, cut at `LONGEST_NAME` characters."""
    letters = (letter if letter.isprintable() else " " for letter in name)
    return " ".join("".join(letters).split())[:LONGEST_NAME]


def encode(told: Report) -> str:
    """The code."""
    packed = zlib.compress(msgspec.msgpack.encode(told), 9)
    what = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return f"{KIND}.{what}.{_checksum(what)}"


def decode(code: str) -> Report:
    """What a code says; line breaks and blanks in it don't matter. Raises `CodeError`."""
    kind, _, rest = re.sub(r"\s", "", code).partition(".")
    what, _, checksum = rest.partition(".")
    if kind != KIND:
        raise CodeError(
            f"{code[:20]!r} doesn't begin with {KIND}. Remedy: paste what lablib status --code prints"
        )
    if checksum != _checksum(what):
        raise CodeError(
            "the checksum doesn't fit, so a part of the code is missing or changed. Paste it whole"
        )
    try:
        packed = base64.urlsafe_b64decode(what + "=" * (-len(what) % 4))
        unpack = zlib.decompressobj()
        told = msgspec.msgpack.decode(unpack.decompress(packed, MOST_BYTES), type=Report)
    except (binascii.Error, zlib.error, msgspec.MsgspecError) as error:
        raise CodeError(f"the code can't be read ({error}). Make it again: lablib status --code") from error
    if not all(_is_finite(each) for value in told.predictions.values() for each in value):
        raise CodeError("a prediction in the code is no number. Make it again: lablib status --code")
    return msgspec.structs.replace(told, name=readable(told.name))


def _is_finite(value: float | str) -> bool:
    """The desk's file is JSON, which has no other numbers."""
    return isinstance(value, str) or math.isfinite(value)


def codes_in(text: str) -> list[str]:
    """Every code of a text, such as a chat that was copied."""
    return re.findall(rf"{KIND}\.[\w-]+\.[0-9a-f]{{8}}", text)


def _checksum(what: str) -> str:
    return f"{zlib.crc32(what.encode()):08x}"
