"""What each prediction is about: `course/subjects.toml`, a subject with the ids of its predictions."""

from __future__ import annotations

from pathlib import Path

from lablib.teaching.course.toml_reading import read

FILE = "subjects.toml"


def read_subjects(course: Path) -> dict[str, list[str]]:
    """The predictions of each subject, such as `03.waves`; none without the file. Raises `CourseError`."""
    file = course / FILE
    return read(file, dict[str, list[str]]) if file.exists() else {}
