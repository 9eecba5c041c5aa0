"""The `lablib` command. Each subcommand is thin: a module does the work, imported when the command runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from lablib.cli.aws import aws, compare
from lablib.cli.certificate import certificate, verify
from lablib.cli.classroom import classroom
from lablib.cli.conformance import conformance
from lablib.cli.desk import desk
from lablib.cli.game_day import game_master, postmortem
from lablib.cli.jupyterlab import open_jupyterlab
from lablib.cli.learning_path import choose, require_path
from lablib.cli.options import whole
from lablib.cli.rehearse import rehearse
from lablib.cli.replay import replay
from lablib.cli.review import review
from lablib.cli.run import play
from lablib.cli.serve import serve
from lablib.cli.sweep import sweep
from lablib.cli.telling import step
from lablib.cli.which_clone import course_here
from lablib.cli.workspace import EDITED, Workspace, WorkspaceError
from lablib.teaching.course import CourseError
from lablib.teaching.notebooks.fast import FOLDER
from lablib.teaching.notebooks.run_modes import Player

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="What goes wrong between a producer, Kinesis and Lambda: a course. Begin with: lablib start",
)
console = Console(highlight=False)

PROGRESS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("cells"))


@contextmanager
def _remedies_as_text() -> Iterator[None]:
    """Turn an error that one can mend into its text and exit code 1."""
    from lablib.teaching.notebooks.errors import NotebookError

    try:
        yield
    except (CourseError, WorkspaceError, NotebookError, OSError) as error:
        hint = " Check the computer: lablib doctor" if isinstance(error, OSError) else ""
        typer.echo(f"lablib: {error}{hint}", err=True)
        raise typer.Exit(1) from error


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def start(
    context: typer.Context,
    fast: Annotated[
        bool, typer.Option("--fast", help="the exercises and checks of each lab, without the lesson")
    ] = False,
    path: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="a way through the course, such as onboarding; labs is the plain order of the labs",
        ),
    ] = None,
) -> None:
    """Copy the labs to work/ and open JupyterLab. Options such as --no-browser are passed to JupyterLab."""
    from lablib.cli.status import changes, notebook_to_open

    with _remedies_as_text():
        workspace = Workspace(course_here())
        if path is not None:
            require_path(workspace, path)  # before a file is copied
        copied = workspace.fill() + (workspace.fill_fast() if fast else [])
        edited = sum(lab.state in EDITED for lab in workspace.labs())
        said = [*(choose(workspace, path) if path is not None else ()), *changes(workspace)]
        notebook = (f"{FOLDER}/" if fast else "") + notebook_to_open(workspace)
    summary = f"{workspace.work}: {_of(len(copied), 'file')} copied"
    summary += f"; your changes in {_of(edited, 'lab')} stay as they are." if edited else "."
    for sentence in (summary, *said):
        console.print(sentence, markup=False, soft_wrap=True)
    open_jupyterlab(workspace.work, notebook, context.args)


def _of(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


@app.command()
def status(
    code: Annotated[
        bool,
        typer.Option(
            "--code", help="print one line for your instructor: how far you are, and none of your code"
        ),
    ] = False,
    name: Annotated[str, typer.Option(help="with --code: your name for the instructor")] = "",
) -> None:
    """Show how far you are, and what comes next.

    You also see your predictions, the misconceptions that you have overcome, and the money you have saved.
    """
    from lablib.cli.status import progress_code, show

    with _remedies_as_text():
        workspace = Workspace(course_here())
        if code:
            typer.echo(progress_code(workspace, name))
        else:
            show(workspace, console)


@app.command()
def exam(
    seed: Annotated[
        int | None,
        typer.Option(
            parser=whole(0), help="the same seed gives the same questions; if left out, the questions are new"
        ),
    ] = None,
    questions: Annotated[int, typer.Option(parser=whole(1), help="number of questions")] = 15,
) -> None:
    """Take the final exam, with new numbers each time. It says which labs to read again."""
    from lablib.cli.exam import take

    with _remedies_as_text():
        take(course_here(), seed, questions)


@app.command()
def reset(
    lab: Annotated[str, typer.Argument(help="its number or name: 2, 02, 02_silent_batch_loss")],
) -> None:
    """Restore one lab in work/ as it was delivered. Your version is kept in work/backups/."""
    with _remedies_as_text():
        done = Workspace(course_here()).reset(lab)
    console.print(f"{done.name} is as delivered, and its progress starts from zero.")
    console.print("Is it open in JupyterLab? File > Reload Notebook from Disk, then Kernel > Restart Kernel.")
    for what, kept in (("version", done.version), ("fast version", done.fast), ("progress", done.progress)):
        if kept:
            console.print(f"Your {what}: {kept}", markup=False, soft_wrap=True)


@app.command()
def doctor() -> None:
    """Check this computer, and say how to fix what is wrong.

    It looks at Python, packages, the kernel, the port, the disk, write access and AWS credentials.
    """
    from lablib.cli.doctor import Verdict, examine

    with _remedies_as_text(), step("Looking at this computer") as tell:
        findings = examine(course_here(), tell)
    colours = {Verdict.FINE: "green", Verdict.NOTE: "yellow", Verdict.FAILED: "bold red"}
    table = Table("Check", "Verdict", "Found")
    for finding in findings:
        verdict = Text(finding.verdict, style=colours[finding.verdict])
        table.add_row(finding.subject, verdict, Text(finding.text))
    console.print(table)
    failures = [finding for finding in findings if finding.verdict is Verdict.FAILED]
    for finding in failures:
        console.print(f"{finding.subject}: {finding.remedy}", markup=False, soft_wrap=True)
    if failures:
        raise typer.Exit(1)


# `lablib --help` lists a learner's commands first, then a team's, an instructor's, an author's; then groups.
app.command()(postmortem)
app.command()(certificate)
app.command()(verify)
app.command()(replay)
app.command()(review)
app.command()(serve)
app.command()(compare)
app.command()(classroom)
app.command()(rehearse)
app.command()(desk)
app.command(name="game-master")(game_master)
app.add_typer(sweep, name="sweep")
app.add_typer(aws, name="aws")


@app.command()
def build(
    lab: Annotated[str, typer.Argument(help="its number or name; every lab when left out")] = "",
    check: Annotated[
        bool, typer.Option("--check", help="write nothing, and fail if anything would change")
    ] = False,
) -> None:
    """Build labs/ and solutions/ from course/."""
    from lablib.teaching.notebooks.build import Built, build_all

    with _remedies_as_text():
        root = course_here()
        with Progress(*PROGRESS, console=console, transient=True) as progress:
            bars: dict[str, TaskID] = {}

            def on_progress(name: str, done: int, cells: int) -> None:
                if name not in bars:
                    bars[name] = progress.add_task(name, total=cells)
                progress.update(bars[name], completed=done)

            def on_built(each: Built) -> None:
                console.print(f"{each.path}: {each.state}", markup=False, soft_wrap=True)
                if each.state == "different":
                    console.print(each.difference, markup=False, soft_wrap=True)

            built = build_all(root, check=check, only=lab or None, on_progress=on_progress, on_built=on_built)
    if any(each.state == "different" for each in built):
        typer.echo(
            "lablib: labs/ and solutions/ differ from course/. Build them again: lablib build",
            err=True,
        )
        raise typer.Exit(1)


@app.command()
def lint(
    lab: Annotated[str, typer.Argument(help="its number or name; every lab when left out")] = "",
) -> None:
    """Check the labs in course/ against the rules. The rules are in docs/writing-a-lab.md."""
    from lablib.teaching.notebooks.build import find_labs
    from lablib.teaching.notebooks.errors import LessonError
    from lablib.teaching.notebooks.lint import lint_lab
    from lablib.teaching.notebooks.lint.misconceptions import lint_misconceptions

    def report(name: str, problems: list[str]) -> bool:
        said = LessonError(name, problems) if problems else f"{name}: keeps every rule"
        console.print(str(said), markup=False, soft_wrap=True)
        return bool(problems)

    broken = False
    with _remedies_as_text():
        root = course_here()
        folders = find_labs(root, lab or None)
        with step("The rules, lab by lab") as tell:
            for done, folder in enumerate(folders, 1):
                problems = lint_lab(folder, root / "solutions" / f"{folder.name}.ipynb")
                broken |= report(folder.name, problems)
                tell(done / len(folders))
        if not lab:
            broken |= report("misconceptions.toml", lint_misconceptions(root))
    if broken:
        raise typer.Exit(1)


@app.command()
def run(
    lab: Annotated[str, typer.Argument(help="its number or name; every lab when left out")] = "",
    player: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="[untouched|perfect|me|MISCONCEPTION]",
            help="untouched: the labs as delivered; perfect: their solutions; me: your own copies; or the id "
            "of a misconception in course/misconceptions.toml: what checks say to a learner who believes it",
        ),
    ] = Player.UNTOUCHED,
) -> None:
    """Run notebooks without a browser, and say what passed. Nothing is changed or saved.

    For a misconception, only the checks and questions run, without notebooks.
    """
    with _remedies_as_text():
        workspace = Workspace(course_here())
        labs = [each.name for each in ([workspace.find(lab)] if lab else workspace.labs())]
        if player in tuple(Player):
            went_well = play(workspace.root, labs, Player(player), console)
        else:
            went_well = _play_misconception(workspace.root, labs, player)
    if not went_well:
        raise typer.Exit(1)


app.command()(conformance)


def _play_misconception(root: Path, labs: list[str], id_: str) -> bool:
    from lablib.cli.run_misconception import find, play_misconception

    try:
        misconception = find(root, id_)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--as") from error
    return play_misconception(root, labs, id_, misconception, console)
