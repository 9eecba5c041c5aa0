"""What the producers log, cut short: in an overloaded hour it is thousands of lines that say the same."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from lablib.traffic import producers


class FewLines(logging.Filter):
    """Lets the first lines pass, and counts the others."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self.logged = 0
        """Lines, passed or not."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this line is one of the first."""
        self.logged += 1
        return self.logged <= self.most

    @property
    def more(self) -> int:
        """How many lines didn't pass."""
        return max(0, self.logged - self.most)


@contextmanager
def few_lines(most: int) -> Iterator[FewLines]:
    """Meanwhile the producers log at most so many lines."""
    lines = FewLines(most)
    producers.log.addFilter(lines)
    try:
        yield lines
    finally:
        producers.log.removeFilter(lines)
