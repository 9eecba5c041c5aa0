"""`summary("02")` in the last cell of a lab: what was done, what was skipped, what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lablib.simulator.call_forms import called_as, there_are
from lablib.teaching.checks import progress
from lablib.teaching.checks.cards import Card
from lablib.teaching.checks.leak import leak_lines, whole_account
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.progress import Progress
from lablib.teaching.course import Lab, Step, account, labs, read_paths, repo_root


@dataclass(frozen=True, slots=True)
class Done:
    """How far a learner is in one lab."""

    lab: Lab
    passed: tuple[str, ...]
    """Numbers of exercises, such as `02.1`."""
    open: tuple[str, ...]
    predicted: tuple[str, ...]
    """Ids of predictions, such as `02.missing`."""
    right: int
    """Predictions that turned out right."""
    skipped: tuple[str, ...]
    answered: int
    """Questions of recall and quiz that have an answer, right or wrong."""
    asked: int

    @property
    def finished(self) -> bool:
        """Whether every exercise is passed; in a lab without any, whether everything else is done."""
        if self.lab.exercises:
            return not self.open
        return not self.skipped and self.answered == self.asked

    @property
    def minutes_left(self) -> int:
        """The stated minutes of the lab, less those of the exercises that are passed; 0 if it is finished."""
        passed = sum(each.facts.minutes for each in self.lab.exercises if each.number in self.passed)
        return 0 if self.finished else max(0, self.lab.facts.minutes - passed)


def done(lab: Lab, record: Progress) -> Done:
    """What `record` says about one lab."""
    passed = {
        each.number
        for each in lab.exercises
        if each.id in record.exercises and record.exercises[each.id].passed
    }
    ids = [f"{lab.number}.{name}" for name in lab.questions.predict]
    made = [id_ for id_ in ids if id_ in record.predictions]
    answers = [
        answer for part in ("recall", "quiz") for answer in record.questions.get(f"{lab.number}.{part}", [])
    ]
    return Done(
        lab,
        tuple(each.number for each in lab.exercises if each.number in passed),
        tuple(each.number for each in lab.exercises if each.number not in passed),
        tuple(made),
        sum(record.predictions[id_].right is True for id_ in made),
        tuple(id_ for id_ in ids if id_ not in record.predictions),
        sum(answer is not None for answer in answers),
        len(lab.questions.recall) + len(lab.questions.quiz),
    )


def begun(so_far: Done, record: Progress) -> bool:
    """Whether the learner did anything in this lab; before that a prediction is not skipped."""
    tried = any(each.id in record.exercises for each in so_far.lab.exercises)
    return tried or bool(so_far.predicted) or so_far.answered > 0


def under_way(course: Iterable[Done], record: Progress) -> Done | None:
    """The last lab that was begun and isn't finished, else the first unfinished one; None if none is."""
    unfinished = [so_far for so_far in course if not so_far.finished]
    known = [so_far for so_far in unfinished if begun(so_far, record)]
    return known[-1] if known else next(iter(unfinished), None)


def is_done(step: Step, so_far: Done) -> bool:
    """Whether a step of a learner's path is passed."""
    return so_far.finished or (bool(step.through) and step.through in so_far.passed)


@called_as('summary("09")')
def summary(number: str) -> Card:
    """Show what you have done in a lab, and what comes next. Raises ValueError for an unknown lab."""
    every = labs()
    place = next((place for place, lab in enumerate(every) if lab.number == number), None)
    if place is None:
        raise ValueError(f"there is no lab {number!r}{there_are(number, [each.number for each in every])}")
    lab = every[place]
    following = every[place + 1] if place + 1 < len(every) else None
    record = progress.load(progress.place())
    so_far = done(lab, record)
    title = line("summary.title", number=number, title=lab.facts.title)
    table = whole_account(number) if number == account().closed_by else ""
    return Card(title, (*_lines(so_far), _next_on_path(every, record, number) or _next(following)), table)


def _next_on_path(every: Iterable[Lab], record: Progress, number: str) -> str:
    """The next step in another lab, if the learner chose a path and it has one."""
    path = read_paths(repo_root() / "course").get(record.path) if record.path else None
    by_number = {lab.number: lab for lab in every}
    for step in path.steps if path else ():
        lab = by_number[step.lab]
        if step.lab != number and not is_done(step, done(lab, record)):
            which = "summary.next-through" if step.through else "summary.next"
            return line(which, number=step.lab, title=lab.facts.title, through=step.through)
    return ""


def _next(following: Lab | None) -> str:
    if following is None:
        return line("summary.last")
    return line("summary.next", number=following.number, title=following.facts.title)


def _lines(so_far: Done) -> list[str]:
    exercises = len(so_far.lab.exercises)
    predictions = len(so_far.predicted) + len(so_far.skipped)
    said = [line("summary.exercises", passed=len(so_far.passed), of=exercises)]
    if so_far.open:
        said.append(line("summary.open", numbers=", ".join(so_far.open)))
    said.append(line("summary.predictions", made=len(so_far.predicted), of=predictions, right=so_far.right))
    if so_far.skipped:
        said.append(line("summary.skipped", ids=", ".join(so_far.skipped)))
    said.append(line("summary.questions", answered=so_far.answered, of=so_far.asked))
    return [*said, *leak_lines(so_far.lab)]
