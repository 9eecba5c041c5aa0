"""Make `labs/` and `solutions/` from `course/`: for each lab the notebook as delivered and the solved one.

The steps for one lab: read the lesson, fill the exercises twice, execute the solved one in an empty folder (a
lab depends on no working folder), bring both into the one form, and write the two files once both are ready.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from lablib.teaching.notebooks.compare import difference
from lablib.teaching.notebooks.errors import NotebookError
from lablib.teaching.notebooks.execute import execute_async, finish
from lablib.teaching.notebooks.lesson import read_lesson
from lablib.teaching.notebooks.normalise import as_text, normalise
from lablib.teaching.notebooks.placeholders import fill

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Built:
    """What became of one notebook."""

    path: Path
    """Relative to the project's root, such as `labs/02_silent_batch_loss.ipynb`."""

    state: Literal["same", "written", "removed", "different"]
    """`different` comes from a check only, `written` and `removed` from a build only."""

    difference: str | None = None
    """Where the committed file and its source part; None if they do not."""


def build_all(
    root: Path,
    check: bool = False,
    only: str | None = None,
    jobs: int = 2,
    on_progress: Progress | None = None,
    on_built: Callable[[Built], None] | None = None,
) -> list[Built]:
    """Build every lab of `root/course`, or the one called `only` (number or name), `jobs` at a time.

    With `check` nothing is written: the result says which committed files differ from what their source
    makes. `on_progress(lab, done, cells)` is called after each executed cell and `on_built` for each notebook
    as soon as it is settled, from another thread. Raises `NotebookError`; the labs without a fault are built
    all the same.
    """
    folders = find_labs(root, only)
    built: list[Built] = []

    def settled(each: Built) -> None:
        built.append(each)
        if on_built:
            on_built(each)

    def settle(path: str, text: str) -> None:
        settled((_compare if check else _write)(root, Path(path), text))

    errors = finish(_build_each(folders, jobs, on_progress, settle))
    if not only:
        for stray in _without_source(root, {folder.name for folder in folders}, check):
            settled(stray)
    if errors:
        raise errors[0] if len(errors) == 1 else NotebookError("\n\n".join(map(str, errors)))
    return sorted(built, key=lambda each: each.path)


async def _build_each(
    folders: list[Path], jobs: int, on_progress: Progress | None, settle: Callable[[str, str], None]
) -> list[NotebookError]:
    """Build `jobs` labs at a time, hand each notebook's path and text to `settle`; return what is wrong."""
    slots = asyncio.Semaphore(jobs)
    errors = []

    async def build_one(folder: Path) -> None:
        async with slots:
            try:
                notebooks = await build_lab(folder, on_progress)
            except NotebookError as error:
                errors.append(error)
            else:
                for path, text in notebooks.items():
                    settle(path, text)

    await asyncio.gather(*map(build_one, folders))
    return errors


async def build_lab(folder: Path, on_progress: Progress | None = None) -> dict[str, str]:
    """Both notebooks of the lab in `folder`: relative path to the file's text. Writes nothing."""
    lab = folder.name
    lesson = read_lesson(folder)
    unsolved, solved = fill(lesson, folder, "starter"), fill(lesson, folder, "solution")
    on_cell = partial(on_progress, lab) if on_progress else None
    with TemporaryDirectory(prefix="lablib-") as empty:
        executed = await execute_async(solved, Path(empty), lab=lab, on_cell=on_cell)
    return {
        f"labs/{lab}.ipynb": as_text(normalise(unsolved, lab)),
        f"solutions/{lab}.ipynb": as_text(normalise(executed, lab)),
    }


def find_labs(root: Path, only: str | None = None) -> list[Path]:
    """The folders of `root/course`, in order, or the one whose name or number is `only`."""
    folders = sorted(path for path in (root / "course").glob("[!._]*") if path.is_dir())
    if not folders:
        raise NotebookError(f"There is no lab in {root / 'course'}: run this in the project's root")
    chosen = [folder for folder in folders if only in (None, folder.name, folder.name.partition("_")[0])]
    if not chosen:
        raise NotebookError(f"No lab is called {only!r}; there are {', '.join(f.name for f in folders)}")
    return chosen


def _compare(root: Path, path: Path, text: str) -> Built:
    if not (root / path).is_file():
        return Built(path, "different", "there is no such file yet")
    found = difference((root / path).read_bytes().decode(errors="replace"), text)
    return Built(path, "different" if found else "same", found)


def _write(root: Path, path: Path, text: str) -> Built:
    """Replace the file in one step, or leave it if it differs in pictures alone."""
    found = _compare(root, path, text)
    if found.state == "same":
        return found
    file = root / path
    file.parent.mkdir(exist_ok=True)
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(file)
    return Built(path, "written", found.difference)


def _without_source(root: Path, labs: set[str], check: bool) -> list[Built]:
    """Notebooks whose lab is gone: a check names them, a build removes them."""
    found = sorted(
        file
        for part in ("labs", "solutions")
        for file in (root / part).glob("*.ipynb")
        if file.stem not in labs
    )
    if not check:
        for file in found:
            file.unlink()
    why = "no lesson in course/ makes this file"
    return [Built(file.relative_to(root), "different" if check else "removed", why) for file in found]
