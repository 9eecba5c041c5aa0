"""`lablib status`: how far the learner is in each lab, and the next step in a sentence."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from lablib.cli.workspace import Copy, State, Workspace
from lablib.teaching.checks import progress
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.progress import Progress
from lablib.teaching.checks.summary import Done, done
from lablib.teaching.course import CourseError, find_exercise, read_lab

COLOURS = {State.MISSING: "dim", State.UNTOUCHED: "dim", State.OUTDATED: "yellow", State.CHANGED: ""}
COLOURS[State.EDITED_AND_OUTDATED] = "yellow"


def show(workspace: Workspace, console: Console) -> None:
    """Print a row for each lab and what comes next. A lab whose files are broken costs its own row only."""
    notes: list[str] = []
    record = progress.load(workspace.progress, notes.append)
    table = _table()
    found: list[tuple[Copy, Done]] = []
    for copy in workspace.labs():
        try:
            so_far = done(read_lab(workspace.root / "course" / copy.name), record)
        except CourseError as error:
            table.add_row(Text(copy.name), _state(copy))
            notes.append(line("status.broken", error=error, lab=copy.name))
        else:
            table.add_row(*_row(copy, so_far))
            found.append((copy, so_far))
    console.print(table)
    console.print()
    for sentence in (*notes, *changes(workspace), *_advice(found, record)):
        # A pipe gets each sentence as one line, brackets in a path are no markup.
        console.print(sentence, markup=False, soft_wrap=not console.is_terminal)


def changes(workspace: Workspace) -> list[str]:
    """What the course has changed under the learner's own files, and what to do about it."""
    said = []
    if edited := [copy for copy in workspace.labs() if copy.state is State.EDITED_AND_OUTDATED]:
        names, command = ", ".join(copy.number for copy in edited), workspace.difference(edited[0])
        said.append(line("status.edited", labs=names, command=command, first=edited[0].number))
    if removed := workspace.removed():
        said.append(line("status.removed", files=", ".join(removed)))
    return said


def _table() -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    for name in ("lab", "copy", "exercises", "predictions", "questions", "minutes"):
        table.add_column(line(f"status.{name}"))
    return table


def _row(copy: Copy, so_far: Done) -> list[Text]:
    facts, passed, open_ = so_far.lab.facts, len(so_far.passed), len(so_far.open)
    exercises = _share(passed, passed + open_)
    if passed and open_:
        exercises.append("\n" + line("status.open", numbers=", ".join(so_far.open)))
    made = len(so_far.predicted)
    return [
        Text(f"{so_far.lab.number} {facts.title}"),
        _state(copy),
        exercises,
        _share(made, made + len(so_far.skipped)),
        _share(so_far.answered, so_far.asked),
        Text(line("status.of", done=so_far.minutes_left, of=facts.minutes)),
    ]


def _state(copy: Copy) -> Text:
    return Text(copy.state, style=COLOURS[copy.state])


def _share(done: int, of: int) -> Text:
    return Text(line("status.of", done=done, of=of), style="green" if of and done == of else "")


def _advice(found: list[tuple[Copy, Done]], record: Progress) -> list[str]:
    """What is worth doing, the next step last, where the eye comes to rest."""
    said = []
    skipped = [id_ for _, so_far in found if _begun(so_far, record) for id_ in so_far.skipped]
    if skipped:
        said.append(line("summary.skipped", ids=", ".join(skipped)))
    outdated = [copy.number for copy, _ in found if copy.state is State.OUTDATED]
    if outdated:
        said.append(line("status.outdated", labs=", ".join(outdated)))
    return [*said, _next_step(found)] if found else said


def _begun(so_far: Done, record: Progress) -> bool:
    """Whether the learner did anything in this lab; before that a prediction is not skipped."""
    tried = any(each.id in record.exercises for each in so_far.lab.exercises)
    return tried or bool(so_far.predicted) or so_far.answered > 0


def _next_step(found: list[tuple[Copy, Done]]) -> str:
    """The first lab that is not finished, and its first open exercise."""
    for copy, so_far in found:
        if so_far.finished:
            continue
        facts = {"lab": copy.number, "title": so_far.lab.facts.title}
        if copy.state is State.MISSING:
            return line("status.next-missing", **facts)
        if not so_far.open:
            return line("status.next-lab", minutes=so_far.minutes_left, **facts)
        one = find_exercise(so_far.lab.exercises, so_far.open[0]).facts
        return line(
            "status.next-exercise", number=so_far.open[0], exercise=one.title, minutes=one.minutes, **facts
        )
    return line("status.finished", lab=found[0][0].number)
