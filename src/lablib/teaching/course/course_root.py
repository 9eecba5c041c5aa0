"""Where the course is on this computer."""

from __future__ import annotations

import tomllib
from pathlib import Path

PROJECT = "lablib"


class CourseError(Exception):
    """Something about the course's own files is wrong; the text says what, where and the remedy."""


def repo_root(*starts: Path) -> Path:
    """The folder of the course: the first one upwards whose pyproject.toml is this project's.

    Looks upwards from this file and then from the current folder, or from `starts`. Raises `CourseError`.
    """
    starts = starts or (Path(__file__), Path.cwd())
    for start in starts:
        for folder in (start.resolve(), *start.resolve().parents):
            project = folder / "pyproject.toml"
            if (
                project.is_file()
                and tomllib.loads(project.read_text("utf-8")).get("project", {}).get("name") == PROJECT
            ):
                return folder
    searched = " or ".join(str(start) for start in starts)
    raise CourseError(
        f"No course above {searched}: none of these folders has {PROJECT}'s pyproject.toml. "
        "Run this in the folder that was cloned, after `pip install -r requirements.txt` there."
    )
