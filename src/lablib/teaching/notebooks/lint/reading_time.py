"""The minutes that a lab states, held against what there is to read, answer and write in it.

An estimate of the way without detours, at an average reader's pace. So a lab states as much at least, and not
far more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lablib.teaching.course import Choice, Prediction
from lablib.teaching.notebooks.lesson import code_lines, filled_with
from lablib.teaching.notebooks.lint.lab_material import Material

WORDS_PER_MINUTE = 238
"""The mean of 190 studies of adults who read English non-fiction silently; most of them read 175 to 300
(Brysbaert 2019, https://doi.org/10.1016/j.jml.2019.104047)."""
CODE_LINE_S = 2.0
"""To read a line of code that is given: as long as eight words. Our choice."""
RUN_S = 5.0
"""To run a cell and look at what it shows. Our choice."""
ANSWER_S = 20.0
"""To answer a question or a prediction once it is read, and to read the explanation. Our choice."""
LEAST_SHARE = 0.6
"""Of the stated minutes: the rest is room for slower readers and wrong attempts. Our choice."""

OF_AN_EXERCISE = ("Exercise", "Check")
"""What stands in these sections is read within the minutes of exercise.toml."""

WORD = re.compile(r"\w\S*")
TARGET = re.compile(r"\]\([^)]*\)")
TAG = re.compile(r"<[^>]+>")
MINUTES = re.compile(r"(\d+) minutes")


def wrong_minutes(material: Material) -> Iterator[str]:
    """The stated minutes are enough, not far too many, and the same in lab.toml and under Objective."""
    stated = material.lab.facts.minutes
    parts = parts_min(material)
    needed = sum(parts.values())
    told = ", ".join(f"{name} {minutes:.0f}" for name, minutes in parts.items())
    if needed > stated:
        yield (
            f"lab.toml: minutes = {stated}, and the lab takes about {needed:.0f} ({told}): state more, or cut"
        )
    if needed < LEAST_SHARE * stated:
        yield (
            f"lab.toml: minutes = {stated}, and the lab takes about {needed:.0f} ({told}), less than "
            f"{LEAST_SHARE:.0%} of that: state fewer"
        )
    objective = "".join(section.prose for section in material.sections if section.name == "Objective")
    if MINUTES.findall(objective) != [str(stated)]:
        yield f"## Objective: it states the minutes of lab.toml, once: write '{stated} minutes' there"


def parts_min(material: Material) -> dict[str, float]:
    """Minutes by what they are spent on."""
    sections = [section for section in material.sections if section.name not in OF_AN_EXERCISE]
    given = [cell.source for section in sections for cell in section.cells if filled_with(cell) is None]
    asked = material.lab.questions
    questions: list[Choice | Prediction] = [*asked.recall, *asked.quiz, *asked.predict.values()]
    words = sum(count_words(section.prose) for section in sections) + sum(map(_words_of, questions))
    lines = sum(map(code_lines, given)) + sum(len(section.fenced) for section in sections)
    return {
        "prose": words / WORDS_PER_MINUTE,
        "code": (lines * CODE_LINE_S + len(given) * RUN_S) / 60,
        "questions": len(questions) * ANSWER_S / 60,
        "exercises": float(sum(each.facts.minutes for each in material.lab.exercises)),
    }


def count_words(markdown: str) -> int:
    """Words that are read: addresses of links and tags are not."""
    return len(WORD.findall(TAG.sub(" ", TARGET.sub("]", markdown))))


def _words_of(question: Choice | Prediction) -> int:
    return sum(map(count_words, [question.ask, *question.options.values()]))
