"""`lablib run`: the notebooks from top to bottom without a browser, and what passed on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from lablib.cli.telling import step
from lablib.teaching.checks import progress
from lablib.teaching.checks.summary import Done, done
from lablib.teaching.course import Lab, read_lab
from lablib.teaching.notebooks.errors import NotebookError
from lablib.teaching.notebooks.execute import execute_async, finish
from lablib.teaching.notebooks.run_modes import NOTEBOOKS_OF, Player, faults

AT_A_TIME = 2  # what two cores can do
MADE_BY = {Player.UNTOUCHED: "lablib build", Player.PERFECT: "lablib build", Player.ME: "lablib start"}


def play(root: Path, labs: Sequence[str], player: Player, console: Console) -> bool:
    """Run labs, by their names, and print how each went; return whether that is what `player` must reach.

    Every cell must run. The perfect learner must pass every exercise, the untouched notebook none.
    """
    facts = [read_lab(root / "course" / lab) for lab in labs]
    with step(f"Running {', '.join(labs)}") as tell:
        return all(finish(_play_each(root, facts, player, console, tell)))


async def _play_each(
    root: Path, labs: Sequence[Lab], player: Player, console: Console, tell: Callable[[float], None]
) -> list[bool]:
    """`tell` is told which share of all labs is done, each counted by its cells."""
    slots = asyncio.Semaphore(AT_A_TIME)
    shares = dict.fromkeys([lab.name for lab in labs], 0.0)

    async def one(lab: Lab) -> bool:
        def on_cell(done: int, cells: int) -> None:
            shares[lab.name] = done / cells
            tell(sum(shares.values()) / len(shares))

        async with slots:
            notebook = root / NOTEBOOKS_OF[player] / f"{lab.name}.ipynb"
            return await _play(notebook, lab, player, console, on_cell)

    return await asyncio.gather(*map(one, labs))


async def _play(
    notebook: Path, lab: Lab, player: Player, console: Console, on_cell: Callable[[int, int], None]
) -> bool:
    """Run one notebook. The kernel keeps its progress in a file of its own; the learner's stays as it is."""
    if not notebook.is_file():
        _say(console, f"There is no {notebook}. This makes it: {MADE_BY[player]}")
        return False
    with TemporaryDirectory(prefix="lablib-") as folder:
        file = Path(folder) / progress.FILE
        try:
            await execute_async(
                notebook, notebook.parent, environment={progress.VARIABLE: str(file)}, on_cell=on_cell
            )
        except NotebookError as error:
            _say(console, str(error))
            return False
        record = progress.load(file)
    so_far = done(lab, record)
    _say(console, f"{lab.name}: every cell ran; {_what_passed(so_far)}")
    wrong = faults(player, so_far, record)
    for fault in wrong:
        _say(console, f"{lab.name}: {fault}")
    return not wrong


def _what_passed(so_far: Done) -> str:
    exercises = f"exercises passed {len(so_far.passed)} of {len(so_far.lab.exercises)}"
    which = f" ({', '.join(so_far.passed)})" if so_far.passed else ""
    predictions = f"predictions made {len(so_far.predicted)} of {len(so_far.predicted + so_far.skipped)}"
    return f"{exercises}{which}, {predictions}, questions answered {so_far.answered} of {so_far.asked}"


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, soft_wrap=True)
