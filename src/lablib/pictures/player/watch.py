"""The learner's own run, from the check that failed, to be played: what the card of the check calls."""

from __future__ import annotations

from typing import Any

from lablib.pictures.player.document import Document, document
from lablib.pictures.player.play import show
from lablib.simulator.call_forms import called_as
from lablib.teaching.checks.watched_trial import watched_trial


@called_as('lablib.watch("02.2", send_all)')
def watch(exercise: str, answer: Any) -> None:
    """Show a player of the first trial of `exercise` that `answer` fails.

    If the answer passes, the player shows the trial that throttles the most. Before you press play, it shows
    the most telling moment, and says below the picture which one that is. Play starts at the beginning.

    `exercise` is an id or its number: `lablib.watch("02.2", send_all)`. Nothing is graded. Raises ValueError
    for an exercise without runs to watch, and for an answer that did nothing.
    """
    show(watched(exercise, answer))


def watched(exercise: str, answer: Any) -> Document:
    """The document that `watch` shows."""
    trial = watched_trial(exercise, answer)
    name, number = trial.exercise.facts.answer, trial.exercise.number
    shown = document(trial.world, who=name)
    of = f'This is your {name} in check {number}, in the trial "{trial.name}".'
    return shown | {"caption": [of, *shown["caption"]]}
