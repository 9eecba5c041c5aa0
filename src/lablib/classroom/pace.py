"""How quickly a rehearsal goes: when learners arrive, and how long they read and think between two cells."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

ARRIVING, MOST_ARRIVING_S = 0.2, 120.0
"""A room comes in within two minutes; in a short rehearsal within a fifth of it."""
QUICKEST, SLOWEST = 0.7, 1.3
"""A learner's pauses, and each of them once more, as parts of an average learner's."""


@dataclass(frozen=True, slots=True)
class Pace:
    """`minutes` from the first login to the end of an average learner's pauses; 0: nobody reads."""

    minutes: float

    @property
    def arriving_s(self) -> float:
        """The real seconds in which everybody logs in."""
        return min(ARRIVING * self.minutes * 60, MOST_ARRIVING_S)

    @property
    def working_s(self) -> float:
        """The real seconds of an average learner's pauses."""
        return self.minutes * 60 - self.arriving_s

    def told(self, users: int, lab: str, lab_minutes: float) -> str:
        """In words, for whoever reads the numbers."""
        room = "1 learner" if users == 1 else f"{users} learners"
        if not self.minutes:
            return f"Pace: {room} at once, and lab {lab} without a pause. The worst case: no room does that."
        quicker = lab_minutes * 60 / self.working_s
        return (
            f"Pace: {room} within {self.arriving_s:.0f} s, with pauses to read and think. The "
            f"{lab_minutes:g} minutes of lab {lab} take {self.working_s / 60:.1f} minutes here, which is "
            f"{quicker:.1f} times a room's pace."
        )


class Rhythm:
    """One learner's, drawn from `rng`, in a lab of so many minutes."""

    def __init__(self, pace: Pace, lab_minutes: float, rng: Random) -> None:
        self.arrives_after_s = rng.uniform(0, pace.arriving_s)
        self._minute_s = pace.working_s / lab_minutes * rng.uniform(QUICKEST, SLOWEST)
        self._rng = rng

    def pause_s(self, minutes: float) -> float:
        """The real seconds of a pause that the lab reckons with so many minutes."""
        return minutes * self._minute_s * self._rng.uniform(QUICKEST, SLOWEST)
