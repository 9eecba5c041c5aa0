"""The anatomy of a lab: the same headings, in the same words and order, in every lab."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lablib.teaching.notebooks.lint.lab_material import Material

OPENING = ("Recall", "Where we are", "Objective")
ROUND = ("Evidence", "Predict", "Run", "Explain", "Exercise", "Check")
CLOSING = ("Prove", "In production", "Recap and quiz")
ENDS_A_ROUND = ("Explain", "Check")
ANATOMY = (*OPENING, *ROUND, *CLOSING)
FIRST_LAB = "00"
"""No lab is before it to be recalled: its Recall asks what learners bring along, after its first Explain."""


def wrong_headings(material: Material) -> Iterator[str]:
    """One H1 that is the lab's title, no level left out, the H2 of the anatomy in their order."""
    yield from _title(material)
    for above, below in pairwise(material.headings):
        if below.level > above.level + 1:
            yield (
                f"{below}: it stands under {above}, and a level is left out: "
                f"begin it with {'#' * (above.level + 1)}"
            )
    is_first = material.lab.number == FIRST_LAB
    yield from _order([section.name for section in material.sections[1:]], is_first)


def may_follow(name: str | None, is_first: bool = False) -> tuple[str, ...]:
    """The headings that may come next; None is the head of the lab.

    Within a round the order holds, and parts may be left out. A new round, or the closing, begins once
    something was explained or checked. `is_first` is for the first lab of the course.
    """
    recall, where_we_are, *_ = OPENING
    if name is None:
        return (where_we_are,) if is_first else (recall,)
    if is_first and name == "Explain":
        return (recall, *ROUND, CLOSING[0])
    if name in ENDS_A_ROUND or (is_first and name == recall):
        return (*ROUND, CLOSING[0])
    if name in ROUND:
        return ROUND[ROUND.index(name) + 1 :]
    line = (*OPENING, ROUND[0]) if name in OPENING else CLOSING
    return line[line.index(name) + 1 :][:1]


def _title(material: Material) -> Iterator[str]:
    title = material.lab.facts.title
    wanted = f"{material.lab.number} · {title[:1].upper()}{title[1:]}"
    titles = [heading.text for heading in material.headings if heading.level == 1]
    if titles != [wanted] or material.headings[0].level != 1:
        found = ", ".join(f"'# {each}'" for each in titles) or "none"
        yield (
            f"H1: there is {found}; a lab has one, before all other headings, of the folder's number and "
            f"lab.toml's title: write '# {wanted}'"
        )


def _order(names: list[str], is_first: bool) -> Iterator[str]:
    last = None
    for name in names:
        if name not in ANATOMY:
            yield (
                f"## {name}: no heading of the anatomy, which are {', '.join(ANATOMY)}: use one of these, "
                "with a subject after a colon if you like, or ###"
            )
            continue
        if name not in (following := may_follow(last, is_first)):
            wanted = " or ".join(f"'## {each}'" for each in following) or "no H2 at all"
            yield f"## {name}: after {last or 'the title'} comes {wanted}: bring the sections in this order"
        last = name
    for name in ANATOMY:
        if name not in names:
            yield f"## {name}: the lab has no such section, and every lab has one: write it"
