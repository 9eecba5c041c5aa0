"""freezegun and a world can't both hold the time. Which of them came first decides who would be believed."""

from __future__ import annotations

import sys

from lablib.simulator.clock.clock import ClockError


def refuse() -> None:
    """Raise ClockError while freezegun has frozen the time."""
    freezegun = sys.modules.get("freezegun.api")
    if freezegun is not None and getattr(freezegun, "freeze_factories", None):
        raise ClockError(
            "freezegun has frozen the time, and a world has a time of its own: code would read the one and "
            "sleep in the other. Remedy: take freeze_time away where a World is open. "
            "World(start_us=...) sets the moment at which a world begins, and time.sleep(...) moves it on."
        )
