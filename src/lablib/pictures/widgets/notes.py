"""What stands under the knobs of a widget: its goal, whether it is reached, and what had no effect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

REACHED, OPEN = "✓ Reached.", "○ Not reached yet."
INK = "color: var(--jp-content-font-color1, inherit); line-height: 1.4;"


@dataclass(frozen=True, slots=True)
class Notes:
    """For one widget."""

    goal: str

    def html(self, *, reached: bool, without_effect: str, why: str, idle: Mapping[str, str]) -> str:
        """`without_effect` is the knob that was turned and changed nothing, `idle` are others that can't."""
        lines = [
            f"<strong>Goal:</strong> {escape(self.goal)} <strong>{REACHED if reached else OPEN}</strong>"
        ]
        if without_effect:
            lines.append(f"{escape(without_effect)}: this turn changed nothing. {escape(why)}")
        lines += [f"{escape(name)} has no effect now. {escape(reason)}" for name, reason in idle.items()]
        return f'<div role="status" style="{INK}">{"<br>".join(lines)}</div>'

    def caption(self, text: str) -> str:
        """What stands above a pinned run."""
        return f'<div style="{INK}"><strong>{escape(text)}</strong></div>'
