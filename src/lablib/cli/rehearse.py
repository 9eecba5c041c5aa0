"""`lablib rehearse`: whether this machine holds a room, tried with learners that nobody sees."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from lablib.classroom.pace import Pace
from lablib.classroom.room_settings import RoomSettings, find_proxy
from lablib.classroom.what_it_holds import Machine, kernel_memory_mb, memory_doubts
from lablib.cli.options import number, whole
from lablib.cli.telling import console, say, step
from lablib.cli.which_clone import course_here
from lablib.teaching.course import CourseError, read_lab

if TYPE_CHECKING:
    from lablib.classroom.processes import Watch
    from lablib.classroom.rehearsal import Measured

MISSING = "a rehearsal needs JupyterHub and its proxy. Remedy: make .venv/classroom.stamp"


def rehearse(
    users: Annotated[int, typer.Option(parser=whole(1, 500), help="number of learners")] = 20,
    lab: Annotated[str, typer.Option(help="the lab that they work through")] = "02",
    minutes: Annotated[
        float,
        typer.Option(
            parser=number(0, 600),
            help="length of the rehearsal, with pauses for reading; 0: everybody at once, and nobody reads",
        ),
    ] = 10.0,
) -> None:
    """Find out whether this machine can serve a room. Simulated learners work through a lab on it."""
    from lablib.classroom.verdict import judge, rows

    try:
        root = course_here()
        if importlib.util.find_spec("jupyterhub") is None or (proxy := find_proxy()) is None:
            raise ValueError(MISSING)
        measured, watch, machine = _try(root, users, lab, minutes, proxy)
    except (CourseError, ValueError, OSError) as error:
        typer.echo(f"lablib: {error}", err=True)
        raise typer.Exit(1) from error
    table = Table("of all learners", "median", "worst", "how many")
    for row in rows(measured, watch):
        table.add_row(*row)
    console.print(table)
    verdict = judge(measured, watch, machine, users)
    for sentence in verdict.sentences:
        say(sentence)
    if not verdict.holds:
        raise typer.Exit(1)


def _try(root: Path, users: int, lab: str, minutes: float, proxy: str) -> tuple[Measured, Watch, Machine]:
    from lablib.classroom import rehearsal
    from lablib.classroom.learner import LearnerError

    found = [
        each for each in (root / "course").iterdir() if each.is_dir() and each.name[:3] == f"{lab.zfill(2)}_"
    ]
    if not found:
        raise ValueError(f"there is no lab {lab!r}. Remedy: a number such as 02")
    machine, read, pace = Machine.here(), read_lab(found[0]), Pace(minutes)
    say(pace.told(users, lab.zfill(2), read.facts.minutes))
    for doubt in memory_doubts(machine, users):
        say(doubt)
    with TemporaryDirectory(prefix="lablib-rehearsal-") as folder, step(f"{users} learners") as tell:
        memory = kernel_memory_mb(machine, users)
        room = RoomSettings(
            users, port=rehearsal.free_ports(), kept=Path(folder), kernel_memory_mb=memory, proxy=proxy
        )
        try:
            return *rehearsal.rehearse(root, room, read, pace, tell), machine
        except LearnerError as error:
            raise ValueError(str(error)) from error
