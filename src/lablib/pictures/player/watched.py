"""The learner's own run, from the check that failed, as a document to play."""

from __future__ import annotations

from typing import Any

from lablib.pictures.player.document import Document, document
from lablib.teaching.checks.watched_trial import watched_trial


def watched(exercise: str, answer: Any) -> Document:
    """The run of `answer` in the first trial of `exercise` that it fails, or in the first if it fails none.

    `exercise` is an id or its number, such as "02.2". Raises ValueError for one without runs to watch, and
    for an answer that did nothing.
    """
    trial = watched_trial(exercise, answer)
    name, number = trial.exercise.facts.answer, trial.exercise.number
    shown = document(trial.world, who=name)
    of = f'This is your {name} in check {number}, in the trial "{trial.name}".'
    return shown | {"caption": [of, *shown["caption"]]}
