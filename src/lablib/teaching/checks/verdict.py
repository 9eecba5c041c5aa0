"""What a check says: an outcome, a message in four parts, and what was tried. As text and as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from html import escape

from lablib.teaching.checks.message_catalogue import Message, line
from lablib.teaching.checks.text_card import BOX, paragraph_html, title_html, verbatim_html, wrap


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

    def __str__(self) -> str:
        lines = [self._title(), ""]
        for name, text in self._parts():
            lines.append(wrap(f"{name}: {text}"))
        for name, verbatim in self._lists():
            lines += ["", f"{name}:", *(f"  {each}" for each in verbatim)]
        return "\n".join([*lines, "", f"[{self.message.id}]"])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        parts = "".join(paragraph_html(text, name) for name, text in self._parts())
        lists = "".join(
            f"<p style='margin: 0.4em 0 0'><strong>{escape(name)}:</strong></p>{verbatim_html(verbatim)}"
            for name, verbatim in self._lists()
        )
        return (
            f"<div role='status' style='{BOX} {_EDGES[self.outcome]}'>{title_html(self._title())}"
            f"{parts}{lists}"
            f"<p style='margin: 0.4em 0'><small>{escape(self.message.id)}</small></p></div>"
        )

    def _title(self) -> str:
        return f"{_MARKS[self.outcome]} {self.exercise}: {line(f'verdict.{self.outcome}')}"

    def _parts(self) -> list[tuple[str, str]]:
        said = self.message
        parts = {"expected": said.expected, "did": said.did, "means": said.means, "look": said.look}
        return [(line(f"verdict.{name}"), text) for name, text in parts.items()]

    def _lists(self) -> list[tuple[str, tuple[str, ...]]]:
        lists = {"code": self.code, "printed": self.printed, "tried": self.tried}
        return [(line(f"verdict.{name}"), verbatim) for name, verbatim in lists.items() if verbatim]


_MARKS = {
    Outcome.NOT_ATTEMPTED: "○",
    Outcome.WRONG: "✗",
    Outcome.RAISED: "!",
    Outcome.PASSED: "✓",
    Outcome.NO_VERDICT: "?",
}
_EDGES = {
    Outcome.NOT_ATTEMPTED: "border-left-color: var(--jp-border-color0, gray);",
    Outcome.WRONG: "border-left-color: var(--jp-warn-color0, darkorange);",
    Outcome.RAISED: "border-left-color: var(--jp-error-color0, firebrick);",
    Outcome.PASSED: "border-left-color: var(--jp-success-color0, seagreen);",
    Outcome.NO_VERDICT: "border-left-color: var(--jp-border-color0, gray);",
}
