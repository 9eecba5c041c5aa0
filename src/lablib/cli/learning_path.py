"""`lablib start --path onboarding`: a way through the course, remembered with the learner's progress."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lablib.cli.workspace import Workspace
from lablib.teaching.checks import progress
from lablib.teaching.checks.file_lock import locked
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.progress import Progress
from lablib.teaching.course import CourseError, LearningPath, Step, read_paths

LABS = "labs"
"""The name of no path: the order of the labs."""


def require_path(workspace: Workspace, name: str) -> None:
    """Raise `CourseError` for a path that doesn't exist."""
    paths = read_paths(workspace.root / "course")
    if name not in (*paths, LABS):
        raise CourseError(f"there is no path {name}: choose one of {', '.join((*paths, LABS))}")


def choose(workspace: Workspace, name: str) -> list[str]:
    """Remember the path, and return what to say of it. Raises `CourseError` for one that doesn't exist."""
    require_path(workspace, name)
    paths = read_paths(workspace.root / "course")
    with locked(workspace.progress):
        record = progress.load(workspace.progress)
        record.path = "" if name == LABS else name
        progress.save(record, workspace.progress)
    return [_told(paths[name]) if name in paths else line("path.left")]


def path_of(course: Path, record: Progress) -> LearningPath | None:
    """The learner's path; None without one, or if the course has it no more."""
    return read_paths(course).get(record.path) if record.path else None


def _told(path: LearningPath) -> str:
    minutes = sum(step.minutes for step in path.first_day)
    return line(
        "path.chosen",
        title=path.title,
        minutes=minutes,
        first=_named(path.first_day),
        later=_named(path.later),
    )


def _named(steps: Sequence[Step]) -> str:
    return ", ".join(
        line("path.through", lab=step.lab, through=step.through)
        if step.through
        else line("path.step", lab=step.lab)
        for step in steps
    )
