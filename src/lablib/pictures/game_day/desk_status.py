"""What stands on the desk, as a card and as text: clock, SLO, alarms, what has been looked at and done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from lablib.teaching.checks.cards import Said, Tone, card_html, facts, named_list, paragraph, table, wrap

NOTHING_YET = "Nothing has been looked at yet. Every look takes minutes, and the clock runs."
LISTS = "Your night so far"
LOOKED, ACTED = "What has been looked at", "What has been done"


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """All of it at one moment."""

    title: str
    pager: str
    clock: str
    slo: str
    alarms: str
    looks: Sequence[tuple[str, str, str, str]]
    """Id, time, source, and the headline of what it said."""
    acts: Sequence[tuple[str, str, str]]
    """Time, act, and what it did."""

    def said(self) -> Said:
        """The card, and the same as text."""
        return Said(self._text(), card_html(Tone.TOLD, self.title, facts(self._facts()), *self._lists()))

    def facts_html(self) -> str:
        """The upper half of the card."""
        return card_html(Tone.TOLD, self.title, facts(self._facts()))

    def lists_html(self) -> str:
        """The lower half, which grows."""
        return card_html(Tone.TOLD, LISTS, *self._lists())

    def _facts(self) -> list[tuple[str, str]]:
        return [("Pager", self.pager), ("Clock", self.clock), ("SLO", self.slo), ("Alarms", self.alarms)]

    def _lists(self) -> list[Element]:
        looks = table(("id", "time", "source", "it said"), self.looks, numbers=False)
        parts = named_list(LOOKED, looks) if self.looks else [paragraph(NOTHING_YET)]
        if self.acts:
            parts += named_list(ACTED, table(("time", "act", "it did"), self.acts, numbers=False))
        return parts

    def _text(self) -> str:
        lines = [self.title, "", *(wrap(f"{name}: {text}") for name, text in self._facts()), ""]
        if self.looks:
            lines += [f"{LOOKED}:", *(wrap("  " + "  ".join(row)) for row in self.looks)]
        else:
            lines.append(NOTHING_YET)
        if self.acts:
            lines += ["", f"{ACTED}:", *(wrap("  " + "  ".join(row)) for row in self.acts)]
        return "\n".join(lines)
