"""`lablib run`: a lab's notebook from top to bottom without a browser, and what passed on the way."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from lablib.checks import progress
from lablib.checks.progress import Progress
from lablib.checks.summary import Done, done
from lablib.course import find_exercise, read_lab
from lablib.notebooks.errors import NotebookError
from lablib.notebooks.execute import execute


class Player(StrEnum):
    """Whose notebooks run."""

    UNTOUCHED = "untouched"
    PERFECT = "perfect"
    ME = "me"


NOTEBOOKS_OF = {Player.UNTOUCHED: "labs", Player.PERFECT: "solutions", Player.ME: "work"}
MADE_BY = {Player.UNTOUCHED: "lablib build", Player.PERFECT: "lablib build", Player.ME: "lablib start"}


def play(root: Path, lab: str, player: Player, console: Console) -> bool:
    """Run one lab, by its name, and print how it went; return whether that is what `player` must reach.

    Every cell must run. The perfect learner must pass every exercise, the untouched notebook none. The
    kernel keeps its progress in a file of its own, so that the learner's stays as it is.
    """
    facts = read_lab(root / "course" / lab)
    notebook = root / NOTEBOOKS_OF[player] / f"{lab}.ipynb"
    if not notebook.is_file():
        _say(console, f"There is no {notebook}. This makes it: {MADE_BY[player]}")
        return False
    with TemporaryDirectory(prefix="lablib-") as folder:
        file = Path(folder) / progress.FILE
        try:
            with console.status(f"Running {lab}"):
                execute(notebook, notebook.parent, environment={progress.VARIABLE: str(file)})
        except NotebookError as error:
            _say(console, str(error))
            return False
        record = progress.load(file)
    so_far = done(facts, record)
    _say(console, f"{lab}: every cell ran; {_what_passed(so_far)}")
    faults = _faults(player, so_far, record)
    for fault in faults:
        _say(console, f"{lab}: {fault}")
    return not faults


def _what_passed(so_far: Done) -> str:
    exercises = f"exercises passed {len(so_far.passed)} of {len(so_far.lab.exercises)}"
    which = f" ({', '.join(so_far.passed)})" if so_far.passed else ""
    predictions = f"predictions made {len(so_far.predicted)} of {len(so_far.predicted + so_far.skipped)}"
    return f"{exercises}{which}, {predictions}, questions answered {so_far.answered} of {so_far.asked}"


def _faults(player: Player, so_far: Done, record: Progress) -> list[str]:
    """What must not be. A learner's own exercises may be open."""
    if player is Player.PERFECT:
        return [f"{number} did not pass: {_last_message(so_far, record, number)}" for number in so_far.open]
    if player is Player.UNTOUCHED:
        return [f"{number} passed, and nobody solved it" for number in so_far.passed]
    return []


def _last_message(so_far: Done, record: Progress, number: str) -> str:
    exercise = find_exercise(so_far.lab.exercises, number)
    if exercise.id not in record.exercises:
        return "it was not attempted, or no cell checks it"
    return f"its last message is {record.exercises[exercise.id].message}"


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, soft_wrap=True)
