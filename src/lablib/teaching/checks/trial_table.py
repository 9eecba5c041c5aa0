"""What was tried, a row for each trial: as lines of text, and as the cells of a table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from lablib.teaching.checks.message_catalogue import line, places

GAP = re.compile(r"\s{2,}")


@dataclass(slots=True)
class TrialTable:
    """`columns` is the id of its head, `row` that of a line in it: first the trial, last how it ended."""

    columns: str
    row: str
    lines: list[str] = field(default_factory=list)
    cells: list[tuple[str, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        head = line(self.columns)
        names = GAP.split(head.strip())
        first = () if head[0] != " " else (line("verdict.trial"),)
        self.lines.append(head)
        self.cells.append((*first, *names, line("verdict.ending")))

    def numbers(self, **facts: Any) -> None:
        """A trial with its numbers. Raises what a learner's value raises when it is shown."""
        text, cells = line(self.row, **facts), places(self.row, **facts)
        self.lines.append(text)
        self.cells.append(cells)

    def told(self, id_: str, **facts: Any) -> None:
        """A trial without numbers."""
        cells = tuple(part for part in GAP.split(line(id_, **facts)) if part)
        self.lines.append(line(id_, **facts))
        self.cells.append(cells)
