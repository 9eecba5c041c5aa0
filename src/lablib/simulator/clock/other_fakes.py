"""freezegun and a world can't both hold the time. Which of them came first decides who would be believed."""

from __future__ import annotations

import sys

from lablib.simulator.clock.errors import ClockError


def refuse() -> None:
    """Raise ClockError while freezegun has frozen the time."""
    freezegun = sys.modules.get("freezegun.api")
    if freezegun is not None and getattr(freezegun, "freeze_factories", None):
        raise ClockError(
            "freezegun has frozen the time, and a world keeps its own: code would read one of them and "
            "sleep in the other. Remedy: remove freeze_time where a World is open. "
            "World(start_us=...) sets the moment at which a world begins, and time.sleep(...) moves it on."
        )
