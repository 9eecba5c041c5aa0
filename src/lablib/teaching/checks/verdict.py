"""What a check says: an outcome, a message in four parts, and what was tried. As text and as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from xml.etree.ElementTree import Element

from lablib.teaching.checks.cards import (
    Tone,
    card_html,
    facts,
    named_list,
    paragraph,
    table,
    verbatim,
    wrap,
)
from lablib.teaching.checks.cards.look import SMALL
from lablib.teaching.checks.message_catalogue import Message, line


class Outcome(StrEnum):
    """How an attempt ended."""

    NOT_ATTEMPTED = "not-attempted"
    WRONG = "wrong"
    RAISED = "raised"
    PASSED = "passed"
    NO_VERDICT = "no-verdict"
    """The check itself failed."""


@dataclass(frozen=True, slots=True, repr=False)
class Verdict:
    """The answer of `check`. In a notebook it shows itself; `str(verdict)` is the same as text."""

    exercise: str
    outcome: Outcome
    message: Message
    tried: tuple[str, ...] = ()
    """One line of numbers for each trial."""
    code: tuple[str, ...] = ()
    """The learner's own lines on the way to an error, and the error."""
    printed: tuple[str, ...] = ()
    """The first lines of what the code printed in the trial that decided."""
    rows: tuple[tuple[str, ...], ...] = ()
    """What was tried, as cells: the names of the columns, then the trials."""
    watch: str = ""
    """The call that plays the run of the trial that decided; "" if there is nothing to watch."""

    def __str__(self) -> str:
        lines = [self._title(), ""]
        for name, text in self._parts():
            lines.append(wrap(f"{name}: {text}"))
        for name, listed in self._lists():
            lines += ["", f"{name}:", *(f"  {each}" for each in listed)]
        lines += ["", f"[{self.message.id}]"]
        lines += ["", line("verdict.watch", call=self.watch)] if self.watch else []
        return "\n".join(lines)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        lists = [part for name, lines in self._lists() for part in named_list(name, self._shown(name, lines))]
        return card_html(
            _TONES[self.outcome],
            self._ending(),
            facts(self._parts()),
            *lists,
            paragraph(self.message.id, SMALL),
            *([paragraph(line("verdict.watch", call=self.watch))] if self.watch else []),
        )

    def _shown(self, name: str, lines: tuple[str, ...]) -> Element:
        """What was tried is a table, if its rows are known; anything else is lines."""
        if name == line("verdict.tried") and self.rows:
            return table(self.rows[0], self.rows[1:])
        return verbatim(lines)

    def _title(self) -> str:
        return f"{_TONES[self.outcome].symbol} {self._ending()}"

    def _ending(self) -> str:
        return f"{self.exercise}: {line(f'verdict.{self.outcome}')}"

    def _parts(self) -> list[tuple[str, str]]:
        said = self.message
        parts = {"expected": said.expected, "did": said.did, "means": said.means, "look": said.look}
        return [(line(f"verdict.{name}"), text) for name, text in parts.items()]

    def _lists(self) -> list[tuple[str, tuple[str, ...]]]:
        lists = {"code": self.code, "printed": self.printed, "tried": self.tried}
        return [(line(f"verdict.{name}"), listed) for name, listed in lists.items() if listed]


_TONES = {
    Outcome.NOT_ATTEMPTED: Tone.OPEN,
    Outcome.WRONG: Tone.WRONG,
    Outcome.RAISED: Tone.RAISED,
    Outcome.PASSED: Tone.PASSED,
    Outcome.NO_VERDICT: Tone.NO_VERDICT,
}
