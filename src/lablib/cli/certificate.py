"""`lablib certificate` and `lablib verify`: progress as a file, and what it is worth."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from lablib.cli.telling import say, step
from lablib.cli.which_clone import course_here
from lablib.cli.workspace import Workspace
from lablib.teaching.checks import progress
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.course import labs

if TYPE_CHECKING:
    from lablib.teaching.certificate import Verified

FILE = "certificate.json"


def certificate(
    name: Annotated[str, typer.Option(help="your name in the file; may be left out")] = "",
    out: Annotated[Path, typer.Option(help="where to write it")] = Path(FILE),
) -> None:
    """Write a file that shows your mentor what you passed. It has your code, and lablib verify grades it."""
    from lablib.teaching.certificate import certify

    root = course_here()
    workspace = Workspace(root)
    record = progress.load(workspace.progress, say)
    today = datetime.datetime.now(datetime.UTC).astimezone().date().isoformat()
    found = certify(root / "course", labs(), record, workspace.work, name, today)
    if not found.exercises:
        say(line("certificate.nothing"))
        raise typer.Exit(1)
    try:
        out.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    except OSError as error:
        typer.echo(f"lablib: {out} can't be written: {error.strerror}", err=True)
        raise typer.Exit(1) from error
    gone = [id_ for id_, each in found.exercises.items() if not each.source]
    passed = len(found.exercises)
    kept = passed - len(gone)
    say(line("certificate.written", path=out, file=out, passed=passed, kept=kept, open=len(found.open)))
    if gone:
        say(line("certificate.without-code", count=len(gone), exercises=", ".join(gone)))


def verify(file: Annotated[Path, typer.Argument(help="the file that lablib certificate wrote")]) -> None:
    """Grade each answer in a learner's certificate again. This runs the learner's code on your computer.

    The exit code is 1 if an answer doesn't pass or has no code, or if there is none.
    """
    from lablib.teaching.certificate import NotACertificate, load
    from lablib.teaching.certificate import verify as graded

    try:
        found = load(file)
    except NotACertificate as error:
        typer.echo(f"lablib: {error}", err=True)
        raise typer.Exit(2) from error
    except OSError as error:
        typer.echo(f"lablib: {file} can't be read: {error.strerror}", err=True)
        raise typer.Exit(2) from error
    facts = {"right": found.predictions_right, "made": found.predictions_made, "date": found.date}
    name = found.name or line("certificate.nameless")
    of = line("certificate.of", name=name, passed=len(found.exercises), open=len(found.open), **facts)
    say(_one_line(of))
    if not found.exercises:
        say(line("certificate.empty"))
        raise typer.Exit(1)
    results: list[Verified] = []
    with step("Grading the answers again") as tell:
        for result in graded(found):
            results.append(result)
            say(_one_line(_row(result)))
            tell(len(results) / len(found.exercises))
    passing = sum(result.state == "passes" for result in results)
    say(line("certificate.sum", passing=passing, count=len(results)))
    if passing < len(results):
        raise typer.Exit(1)


def _row(result: Verified) -> str:
    solution = line("certificate.solution") if result.answer.solution_shown else ""
    said = f" [{result.said}]" if result.said and result.state != "passes" else ""
    facts = {"exercise": result.exercise, "state": result.state, "attempts": result.answer.attempts}
    return line("certificate.row", solution=solution, said=said, **facts)


def _one_line(text: str) -> str:
    """So that nothing in the file looks like a line of this command."""
    return text.replace("\n", " ")
