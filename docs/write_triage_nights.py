"""Writes the nights that exercise 09.1 is graded on: for each cause some of level 1 and some of level 2.

    PYTHONPATH=src .venv/bin/python docs/write_triage_nights.py

It takes a minute or two. `tests/course/test_game_day.py` plays some of the nights again.
"""

import json
from pathlib import Path
from typing import Any

from lablib.scenarios.incidents import incident
from lablib.scenarios.incidents.causes import CAUSES
from lablib.teaching.game_day.first_round import first_round

NIGHTS = (
    Path(__file__).resolve().parents[1] / "course" / "09_game_day" / "exercises" / "triage" / "nights.json"
)
FIRST_SEED = {1: 100, 2: 201}
"""By level."""
NIGHTS_EACH = 3


def night(cause: str, level: int, seed: int) -> dict[str, Any]:
    """One of them: what it was, and what a first round of looks shows."""
    with incident(seed, level, causes=(cause,)) as game:
        return {"cause": cause, "level": level, "seed": seed, "seen": first_round(game)}


def main() -> None:
    """Play them all."""
    nights = [
        night(cause, level, first + number)
        for level, first in FIRST_SEED.items()
        for cause in CAUSES
        for number in range(NIGHTS_EACH)
    ]
    lines = ",\n".join(json.dumps(each, separators=(",", ":")) for each in nights)
    NIGHTS.write_text(f"[\n{lines}\n]\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main()
