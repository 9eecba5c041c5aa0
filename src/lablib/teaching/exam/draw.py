"""From a seed to an exam: the same seed draws the same questions with the same numbers, on any machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from lablib.teaching.course.aws_numbers import with_numbers
from lablib.teaching.exam.facts import FACTS
from lablib.teaching.exam.templates import Facts, Template

DRAWS = 1_000
"""So often numbers are drawn anew because two options would be the same."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value that may be the answer."""

    value: int | float
    text: str
    misconception: str
    """What leads to it; empty for the right one."""


@dataclass(frozen=True, slots=True)
class Question:
    """A template with its numbers."""

    id: str
    template: Template
    ask: str
    why: str
    right: Option
    wrong: tuple[Option, ...]
    options: tuple[Option, ...]
    """All of them, in the order of the letters; none if a number is to be typed."""


def draw_exam(templates: Mapping[str, Template], seed: int, count: int) -> list[Question]:
    """`count` questions, at least one from each lab if that many are asked, in the order of the course."""
    rng = Random(f"exam/{seed}")
    by_lab: dict[str, list[str]] = {}
    for id_, template in templates.items():
        by_lab.setdefault(template.lab, []).append(id_)
    first = [rng.choice(ids) for ids in by_lab.values()]
    rest = [id_ for id_ in templates if id_ not in first]
    chosen = {*rng.sample(first, min(count, len(first)))}
    chosen.update(rng.sample(rest, max(0, min(count - len(chosen), len(rest)))))
    return [draw_question(id_, templates[id_], seed) for id_ in templates if id_ in chosen]


def draw_question(id_: str, template: Template, seed: int) -> Question:
    """One question of that seed. Raises ValueError if its options are never all different."""
    rng = Random(f"{id_}/{seed}")
    for _ in range(DRAWS):
        drawn = template.numbers(rng)
        facts = drawn | FACTS[id_](**drawn)
        right, *wrong = (
            Option(facts[name], template.form.format(facts[name]), misconception)
            for name, misconception in {template.answer: "", **template.wrong}.items()
        )
        if len({option.text for option in (right, *wrong)}) == 1 + len(wrong):
            return _question(id_, template, facts, right, tuple(wrong), rng)
    raise ValueError(f"exam.toml: {id_} draws options that are the same {DRAWS:,} times: widen its ranges")


def _question(
    id_: str, template: Template, facts: Facts, right: Option, wrong: tuple[Option, ...], rng: Random
) -> Question:
    options = [right, *wrong] if template.kind == "choice" else []
    rng.shuffle(options)
    ask, why = (with_numbers(text, **facts) for text in (template.ask, template.why))
    return Question(id_, template, ask, why, right, wrong, tuple(options))
