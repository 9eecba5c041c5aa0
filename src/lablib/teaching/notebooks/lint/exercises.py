"""Exercises: proven by wrong answers, helped by hints, and without a message that nobody can get."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from lablib.teaching.checks.message_catalogue import machine_texts
from lablib.teaching.course import CourseError, Exercise, wrong_answers
from lablib.teaching.course.proofs import without_proofs
from lablib.teaching.notebooks.lint.lab_material import Material

HINTS = 3
LEAST_WRONG = 3
LEAST_ACCEPTED = 1
MESSAGE_PARTS = ("expected", "did", "means", "look")


def incomplete_exercises(material: Material) -> Iterator[str]:
    """What is missing in the folders of the exercises, or does not fit together."""
    for place, exercise in enumerate(material.lab.exercises, 1):
        folder = f"exercises/{exercise.folder.name}"
        number = f"{material.lab.number}.{place}"
        if not re.fullmatch(rf"{re.escape(number)}-[a-z0-9-]+", exercise.id):
            yield (
                f"{folder}/exercise.toml: id is '{exercise.id}'; ids are made of the lab's number, a count "
                f"from 1 and a name: call it '{number}-<name in lower case, with hyphens>'"
            )
            continue  # its messages would all be called wrong
        for rule in (_missing, _unproven_misconceptions, _messages, _unknown_messages):
            for problem in rule(exercise):
                yield f"{folder}/{problem}"


def messages_of(exercise: Exercise) -> dict[str, dict[str, str]]:
    """The exercise's own messages by id. Raises `CourseError` for a file of another form."""
    file = exercise.folder / "messages.toml"
    if not file.is_file():
        return {}
    try:
        return msgspec.toml.decode(without_proofs(file.read_text("utf-8")), type=dict[str, dict[str, str]])
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise CourseError(f"{file}: {error} (docs/writing-a-lab.md has the form)") from error


def _missing(exercise: Exercise) -> Iterator[str]:
    for file in ("grader.py", "messages.toml"):
        if not (exercise.folder / file).is_file():
            yield f"{file}: there is none: write it (docs/writing-a-lab.md)"
    for part, least in (("wrong", LEAST_WRONG), ("accepted", LEAST_ACCEPTED)):
        if (count := len(list(exercise.folder.glob(f"{part}/*.py")))) < least:
            yield f"{part}: {count} answers, and {least} is the least: write more"
    if (count := len(exercise.facts.hints)) != HINTS:
        yield f"exercise.toml: {count} hints, and {HINTS} is right: from where to look to nearly the code"


def _unproven_misconceptions(exercise: Exercise) -> Iterator[str]:
    heads = _heads(exercise)
    for file, (misconception, _) in heads.items():
        if not misconception:
            yield f"{file}: its first line names no misconception: write # misconception -> message.id"
        elif misconception not in exercise.facts.misconceptions:
            yield f"{file}: exercise.toml has no misconception '{misconception}': add it, or correct the name"
    met = {misconception for misconception, _ in heads.values()}
    for misconception in exercise.facts.misconceptions:
        if misconception not in met:
            yield f"exercise.toml: no wrong answer meets '{misconception}': write one into wrong/"


def _messages(exercise: Exercise) -> Iterator[str]:
    named = "".join(
        (exercise.folder / file).read_text("utf-8")
        for file in ("grader.py", *_heads(exercise))
        if (exercise.folder / file).is_file()
    )
    passed = f"{exercise.number}.passed"
    for id_, parts in messages_of(exercise).items():
        if not id_.startswith(f"{exercise.number}."):
            yield f"messages.toml: '{id_}' belongs to another: begin ids with '{exercise.number}.'"
        said = {part for part, text in parts.items() if text.strip()}
        if said not in ({*MESSAGE_PARTS}, {"text"}):
            yield (
                f"messages.toml: '{id_}' says {', '.join(sorted(said)) or 'nothing'}; a message says "
                f"{', '.join(MESSAGE_PARTS)}, a line of a table text: complete it"
            )
        if id_ != passed and not re.search(rf"{re.escape(id_)}(?![\w-])", named):
            yield f"messages.toml: nobody gets '{id_}': let the grader give it, or remove it"
    if passed not in messages_of(exercise):
        yield f"messages.toml: there is no '{passed}', what a pass says: write it"


def _unknown_messages(exercise: Exercise) -> Iterator[str]:
    known = {*machine_texts(), *messages_of(exercise)}
    asked = [(file, id_) for file, (_, id_) in _heads(exercise).items() if id_]
    asked += [("exercise.toml", id_) for hint in exercise.facts.hints for id_ in hint.answers]
    for file, id_ in asked:
        if id_ not in known:
            yield f"{file}: there is no message '{id_}': write it into messages.toml, or correct the id"


def _heads(exercise: Exercise) -> dict[str, tuple[str, str]]:
    """For each wrong answer the misconception and the message id that its first line names."""
    return {
        answer.file.relative_to(exercise.folder).as_posix(): (answer.misconception, answer.message)
        for answer in wrong_answers(exercise)
    }
