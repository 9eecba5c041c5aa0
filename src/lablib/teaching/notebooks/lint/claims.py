"""Claims: a sentence that says *only*, *never*, *nothing*, *each* or *no metric* names what proves it.

The name stands in a mark behind the sentence, `{proof: ...}` (`course/proofs.py`). It is a test of this
project, a code cell of a lab, or an answer of the exercise that the message belongs to.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lablib.teaching.course import Lab
from lablib.teaching.course.proofs import PROOF, without_proofs
from lablib.teaching.notebooks.lint.lab_material import Material

CLAIMING = ("Explain", "In production")
"""Sections that draw conclusions."""
CLAIM = re.compile(r"(?i)\b(only|never|nothing|each|no metrics?)\b")
SENTENCE = re.compile(rf".+?(?:[.!?](?=[)*\"']*(?:\s|$))[)*\"']*|$)(?:{PROOF.pattern})*", re.DOTALL)
"""One sentence, and the marks behind it."""
CODE_SPAN = re.compile(r"`[^`\n]*`")
PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*(?:[*-]|\d+\.|\|) )")
"""What ends a paragraph: an empty line, the next point of a list, the next row of a table."""
TEST = re.compile(r"^ *(?:async )?def (test_\w+)", re.MULTILINE)
CELL = re.compile(r'^# %% .*\bname="([^"]+)"', re.MULTILINE)


def unproven_claims(material: Material) -> Iterator[str]:
    """Claims without a proof, and proofs that are not there."""
    for place, text, exercise in _texts(material):
        for sentence in _sentences(text):
            proofs = PROOF.findall(sentence)
            said = CLAIM.search(CODE_SPAN.sub(" ", without_proofs(sentence)))
            if said and not proofs:
                yield (
                    f"{place}: '{_start(sentence)}' says '{said[0].lower()}': name what would fail if it "
                    "were false, as in {proof: test_a_name} or {proof: cell run}, or say it without"
                )
            for proof in proofs:
                if problem := _problem(proof, material.lab, exercise):
                    yield f"{place}: {{proof: {proof}}}: {problem}"


def _texts(material: Material) -> Iterator[tuple[str, str, Path | None]]:
    """What draws conclusions: where it stands, the text with its marks, the folder of the exercise it is of.

    Of a quiz these are the explanations, since a wrong option claims what is false.
    """
    folder = material.lab.folder
    for section in material.sections:
        if section.name in CLAIMING:
            yield str(section.heading), section.marked, None
    for number, question in enumerate(_content(folder / "questions.toml").get("quiz", []), 1):
        for letter, why in question["why"].items():
            yield f"questions.toml, quiz {number}{letter}", why, None
    for exercise in material.lab.exercises:
        for id_, parts in _content(exercise.folder / "messages.toml").items():
            for part, text in parts.items():
                yield f"exercises/{exercise.folder.name}/messages.toml, {id_} {part}", text, exercise.folder


def _content(file: Path) -> dict[str, Any]:
    """A TOML file with its marks; nothing of one that is not there."""
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


def _sentences(text: str) -> Iterator[str]:
    for paragraph in PARAGRAPH.split(text):
        yield from (found[0].strip() for found in SENTENCE.finditer(" ".join(paragraph.split())))


def _start(sentence: str) -> str:
    said = without_proofs(sentence)
    return said if len(said) <= 60 else f"{said[:60]}..."


def _problem(proof: str, lab: Lab, exercise: Path | None) -> str | None:
    """Why a mark proves nothing; None if what it names is there."""
    root = lab.folder.parents[1]
    kind, *rest = proof.split()
    if kind == "cell" and len(rest) == 1:
        return place_problem(f"cell {lab.number} {rest[0]}", root)
    if (kind == "cell" and len(rest) == 2) or (kind.startswith("test_") and not rest):
        return place_problem(proof, root)
    if kind == "wrong" and len(rest) == 1 and exercise:
        if (exercise / f"wrong/{rest[0]}.py").is_file():
            return None
        return f"the exercise has no wrong/{rest[0]}.py: write it, or correct the name"
    return "a proof is test_..., cell <name>, cell <lab> <name>, or in a message wrong <answer>"


def place_problem(place: str, root: Path) -> str | None:
    """Why `cell 04 remedies` or `test_a_name` is nothing of the course in `root`; None if it is there."""
    kind, *rest = place.split()
    if kind == "cell":
        number, cell = rest
        found = cell in _cells(root, number)
        return None if found else f"lab {number} has no code cell '{cell}': correct the name"
    if kind.startswith("test_") and kind not in _tests(root):
        return "no test in tests/ has this name: write it, or correct the name"
    return None


@cache
def _tests(root: Path) -> frozenset[str]:
    files = (root / "tests").rglob("test_*.py")
    return frozenset(name for file in files for name in TEST.findall(file.read_text("utf-8")))


def _cells(root: Path, number: str) -> set[str]:
    lessons = (root / "course").glob(f"{number}_*/lesson.py")
    return {name for file in lessons for name in CELL.findall(file.read_text("utf-8"))}
