"""`lablib status`: how far the learner is in each lab, what was learned, and the next step in a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from lablib.cli.learned_lines import learned_lines
from lablib.cli.learning_path import path_of
from lablib.cli.workspace import Copy, State, Workspace
from lablib.teaching.checks import progress
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.progress import Progress
from lablib.teaching.checks.summary import Done, begun, done, is_done, under_way
from lablib.teaching.course import CourseError, LearningPath, find_exercise, read_lab
from lablib.teaching.desk.progress_code import encode, report
from lablib.teaching.notebooks.fast import FOLDER

COLOURS = {State.MISSING: "dim", State.UNTOUCHED: "dim", State.OUTDATED: "yellow", State.CHANGED: ""}
COLOURS[State.EDITED_AND_OUTDATED] = "yellow"


@dataclass(frozen=True, slots=True)
class Course:
    """Every lab with how far the learner is in it, and what is wrong with the others."""

    found: tuple[tuple[Copy, Done], ...]
    record: Progress
    broken: dict[Copy, CourseError]
    """Labs whose files in course/ can't be read, with the reason."""
    notes: tuple[str, ...]
    """What was said about the learner's progress while it was read."""
    path: LearningPath | None = None
    """That the learner chose; None for the order of the labs."""

    @classmethod
    def of(cls, workspace: Workspace) -> Course:
        """Read the labs and the learner's progress."""
        notes: list[str] = []
        record = progress.load(workspace.progress, notes.append)
        found, broken = [], {}
        for copy in workspace.labs():
            try:
                found.append((copy, done(read_lab(workspace.root / "course" / copy.name), record)))
            except CourseError as error:
                broken[copy] = error
        return cls(tuple(found), record, broken, tuple(notes), path_of(workspace.root / "course", record))

    def under_way(self) -> tuple[Copy, Done] | None:
        """The next lab of the learner's path, or the last lab that was begun and isn't finished.

        Else the first unfinished one; None if none is.
        """
        by_number = {copy.number: (copy, so_far) for copy, so_far in self.found}
        for step in self.path.steps if self.path else ():
            if step.lab in by_number and not is_done(step, by_number[step.lab][1]):
                return by_number[step.lab]
        current = under_way([so_far for _, so_far in self.found], self.record)
        return next(((copy, so_far) for copy, so_far in self.found if so_far is current), None)


def notebook_to_open(workspace: Workspace) -> str:
    """The file in work/ of the lab under way, or of the first lab."""
    under_way = Course.of(workspace).under_way()
    return (under_way[0] if under_way else workspace.labs()[0]).path.name


def show(workspace: Workspace, console: Console) -> None:
    """Print a row for each lab and what comes next. A lab whose files are broken costs its own row only."""
    course = Course.of(workspace)
    so_far = {copy.number: done for copy, done in course.found}
    table = _table()
    for copy in workspace.labs():
        done_here = so_far.get(copy.number)
        table.add_row(*(_row(copy, done_here) if done_here else (Text(copy.name), _state(copy))))
    console.print(table)
    console.print()
    learned = learned_lines(workspace.root / "course", [done for _, done in course.found], course.record)
    broken = [line("status.broken", error=error, lab=copy.name) for copy, error in course.broken.items()]
    said = (
        *learned,
        *course.notes,
        *broken,
        *changes(workspace),
        *_ways(workspace, course),
        *_advice(course),
    )
    for sentence in said:
        # A pipe gets each sentence as one line, brackets in a path are no markup.
        console.print(sentence, markup=False, soft_wrap=not console.is_terminal)


def progress_code(workspace: Workspace, name: str) -> str:
    """The line that tells an instructor how far this learner is (docs/instructor/desk.md says all of it)."""
    course = Course.of(workspace)
    return encode(report([so_far for _, so_far in course.found], course.record, name))


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


def _ways(workspace: Workspace, course: Course) -> list[str]:
    """The path that the learner chose, and the fast notebooks, where there are any."""
    said = []
    if course.path:
        so_far = {copy.number: done for copy, done in course.found}
        steps = course.path.steps
        passed = sum(step.lab in so_far and is_done(step, so_far[step.lab]) for step in steps)
        said.append(line("status.path", title=course.path.title, done=passed, of=len(steps)))
    if (workspace.work / FOLDER).is_dir():
        said.append(line("status.fast", folder=f"{workspace.work.name}/{FOLDER}"))
    return said


def _advice(course: Course) -> list[str]:
    """What is worth doing, the next step last, where the eye comes to rest."""
    said = []
    skipped = [id_ for _, so_far in course.found if begun(so_far, course.record) for id_ in so_far.skipped]
    if skipped:
        said.append(line("summary.skipped", ids=", ".join(skipped)))
    outdated = [copy.number for copy, _ in course.found if copy.state is State.OUTDATED]
    if outdated:
        said.append(line("status.outdated", labs=", ".join(outdated)))
    return [*said, _next_step(course)] if course.found else said


def _next_step(course: Course) -> str:
    """The lab under way, and its first open exercise."""
    under_way = course.under_way()
    if under_way is None:
        return line("status.finished", lab=course.found[0][0].number)
    copy, so_far = under_way
    facts = {"lab": copy.number, "title": so_far.lab.facts.title}
    if copy.state is State.MISSING:
        return line("status.next-missing", **facts)
    if not so_far.open:
        return line("status.next-lab", minutes=so_far.minutes_left, **facts)
    one = find_exercise(so_far.lab.exercises, so_far.open[0]).facts
    return line(
        "status.next-exercise", number=so_far.open[0], exercise=one.title, minutes=one.minutes, **facts
    )
