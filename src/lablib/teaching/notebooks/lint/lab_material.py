"""A lab as the linter reads it: cut into sections at its H2 headings, fenced code apart from prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lablib.teaching.course import Lab, Misconception
from lablib.teaching.course.proofs import without_proofs

if TYPE_CHECKING:
    from nbformat import NotebookNode

HEADING = re.compile(r"(#{1,6})\s+(.*)")
FENCE = re.compile(r"\s*(```|~~~)")


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of `#`, `##` and so on."""

    level: int
    text: str

    def __str__(self) -> str:
        return f"{'#' * self.level} {self.text}"


@dataclass(slots=True)
class Section:
    """What stands under one H2, deeper headings included; the lab's head has the H1."""

    heading: Heading
    marked: str = ""
    """Markdown without headings and without fenced code, as its author wrote it: with proofs of claims."""
    fenced: list[str] = field(default_factory=list)
    """Lines of fenced code."""
    cells: list[NotebookNode] = field(default_factory=list)
    """Code cells, the places of exercises, predictions and questions among them."""

    @property
    def prose(self) -> str:
        """The Markdown as learners read it."""
        return without_proofs(self.marked)

    @property
    def name(self) -> str:
        """The heading without its subject: `Exercise` of `## Exercise: read the response`."""
        return self.heading.text.partition(":")[0].strip()


@dataclass(frozen=True, slots=True)
class Material:
    """All that the rules read."""

    lab: Lab
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    solution: NotebookNode
    misconceptions: Mapping[str, Misconception]
    """Those of the whole course, by id."""

    @classmethod
    def of(
        cls,
        lab: Lab,
        lesson: NotebookNode,
        solution: NotebookNode,
        misconceptions: Mapping[str, Misconception],
    ) -> Material:
        """Cut the lesson, with its places still empty, into sections."""
        headings: list[Heading] = []
        sections = [Section(Heading(1, "the head of the lab"))]
        for cell in lesson.cells:
            if cell.cell_type == "code":
                sections[-1].cells.append(cell)
                continue
            for line in _lines(cell.source):
                if isinstance(line, Heading):
                    headings.append(line)
                    if line.level == 2:
                        sections.append(Section(line))
                elif isinstance(line, _Code):
                    sections[-1].fenced.append(line)
                else:
                    sections[-1].marked += line + "\n"
            sections[-1].marked += "\n"  # a cell ends a paragraph
        return cls(lab, tuple(headings), tuple(sections), solution, misconceptions)


class _Code(str):
    """A line of fenced code."""

    __slots__ = ()


def _lines(markdown: str) -> Iterator[str | Heading | _Code]:
    fenced = False
    for line in markdown.splitlines():
        if FENCE.match(line):
            fenced = not fenced
        elif fenced:
            yield _Code(line)
        elif match := HEADING.match(line):
            yield Heading(len(match[1]), match[2].strip())
        else:
            yield line
