"""What a check says: an outcome, a message in four parts, and what was tried. As text and as HTML."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from enum import StrEnum
from html import escape

from lablib.checks.catalogue import Message, line

TEXT_WIDTH = 96


class Outcome(StrEnum):
    """How an attempt ended."""

    NOT_ATTEMPTED = "not-attempted"
    WRONG = "wrong"
    RAISED = "raised"
    PASSED = "passed"


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
            lines.append(_wrap(f"{name}: {text}"))
        for name, verbatim in self._lists():
            lines += ["", f"{name}:", *(f"  {each}" for each in verbatim)]
        return "\n".join([*lines, "", f"[{self.message.id}]"])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        """The same in HTML. Colours come from JupyterLab's theme, so that it reads in light and dark."""
        parts = "".join(
            f"<p style='margin: 0.4em 0'><strong>{escape(name)}:</strong> {escape(text)}</p>"
            for name, text in self._parts()
        )
        lists = "".join(
            f"<p style='margin: 0.4em 0 0'><strong>{escape(name)}:</strong></p>"
            f"<pre style='{_PLAIN} margin: 0 0 0 1em; white-space: pre; overflow-x: auto'>"
            f"{escape(chr(10).join(verbatim))}</pre>"
            for name, verbatim in self._lists()
        )
        return (
            f"<div role='status' style='{_BOX} {_EDGES[self.outcome]}'>"
            f"<p style='margin: 0.4em 0; font-size: 115%'><strong>{escape(self._title())}</strong></p>"
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


def _wrap(text: str) -> str:
    return textwrap.fill(
        text, TEXT_WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )


_MARKS = {
    Outcome.NOT_ATTEMPTED: "○",
    Outcome.WRONG: "✗",
    Outcome.RAISED: "!",
    Outcome.PASSED: "✓",
}
_PLAIN = "color: inherit; background: transparent; border: 0; padding: 0;"
_BOX = (
    "color: var(--jp-content-font-color1, inherit); background: var(--jp-layout-color1, transparent); "
    "border: 1px solid var(--jp-border-color1, gray); border-left-width: 6px; "
    "padding: 0.2em 1em; max-width: 60em;"
)
_EDGES = {
    Outcome.NOT_ATTEMPTED: "border-left-color: var(--jp-border-color0, gray);",
    Outcome.WRONG: "border-left-color: var(--jp-warn-color0, darkorange);",
    Outcome.RAISED: "border-left-color: var(--jp-error-color0, firebrick);",
    Outcome.PASSED: "border-left-color: var(--jp-success-color0, seagreen);",
}
