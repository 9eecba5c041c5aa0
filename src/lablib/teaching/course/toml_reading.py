"""A TOML file of an author, read into one of our forms; whatever is wrong is told with the file's name."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from lablib.teaching.course.course_root import CourseError
from lablib.teaching.course.proofs import without_proofs

T = TypeVar("T")


def read(file: Path, form: type[T]) -> T:
    """The file as a `form`. Raises `CourseError` if it is missing, no TOML, or of another form."""
    try:
        return msgspec.toml.decode(without_proofs(file.read_text("utf-8")), type=form)
    except FileNotFoundError as error:
        raise CourseError(f"There is no {file}: write it (docs/writing-a-lab.md)") from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CourseError(f"{file}: {error} (docs/writing-a-lab.md has the form)") from error
