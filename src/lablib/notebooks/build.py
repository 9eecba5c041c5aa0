"""Make `labs/` and `solutions/` from `course/`: for each lab the notebook as delivered and the solved one.

The steps for one lab: read the lesson, fill the exercises twice, execute the solved one in an empty folder (a
lab depends on no working folder), bring both into the one form, and write the two files once both are ready.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from lablib.notebooks.compare import difference
from lablib.notebooks.errors import NotebookError
from lablib.notebooks.execute import execute
from lablib.notebooks.exercises import fill
from lablib.notebooks.lesson import read_lesson
from lablib.notebooks.normalise import as_text, normalise

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
) -> list[Built]:
    """Build every lab of `root/course`, or the one called `only` (number or name), `jobs` at a time.

    With `check` nothing is written: the result says which committed files differ from what their source
    makes. `on_progress(lab, done, cells)` is called from the threads that work, after each executed cell.
    Raises `NotebookError`; the labs without a fault are built all the same.
    """
    folders = find_labs(root, only)
    notebooks: dict[str, str] = {}
    errors: list[NotebookError] = []
    with ThreadPoolExecutor(max_workers=jobs) as threads:
        for future in [threads.submit(build_lab, folder, on_progress) for folder in folders]:
            try:
                notebooks |= future.result()
            except NotebookError as error:
                errors.append(error)
    settle = _compare if check else _write
    built = [settle(root, Path(path), text) for path, text in sorted(notebooks.items())]
    if errors:
        raise errors[0] if len(errors) == 1 else NotebookError("\n\n".join(map(str, errors)))
    return built if only else built + _without_source(root, {folder.name for folder in folders}, check)


def build_lab(folder: Path, on_progress: Progress | None = None) -> dict[str, str]:
    """Both notebooks of the lab in `folder`: relative path to the file's text. Writes nothing."""
    lab = folder.name
    lesson = read_lesson(folder)
    unsolved, solved = fill(lesson, folder, "starter"), fill(lesson, folder, "solution")

    def on_cell(done: int, cells: int) -> None:
        if on_progress:
            on_progress(lab, done, cells)

    with TemporaryDirectory(prefix="lablib-") as empty:
        executed = execute(solved, Path(empty), lab=lab, on_cell=on_cell)
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
