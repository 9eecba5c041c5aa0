"""`python -m lablib.pictures.plots`: draw the picture that opens the README again, into docs/images/."""

from __future__ import annotations

from pathlib import Path

from lablib.pictures.plots import Picture, incident_at_a_glance
from lablib.pictures.plots.offered_stored_lost import LOST_FATES
from lablib.scenarios.replay.incident_hour import incident_hour

INCIDENT_PNG = Path(__file__).parents[4] / "docs" / "images" / "incident.png"


def draw_incident() -> Picture:
    """Replay the incident's hour, as the README tells it, and draw it."""
    hour = incident_hour().outcome
    totals = dict.fromkeys(LOST_FATES, 0) | {"offered": hour.offered, "rejected": hour.lost}
    return incident_at_a_glance(hour.seconds, totals)


def main() -> None:
    """Write the picture and say its numbers."""
    drawn = draw_incident()
    INCIDENT_PNG.parent.mkdir(exist_ok=True)
    drawn.save(INCIDENT_PNG)
    print(f"{INCIDENT_PNG.name}: {drawn.summary}")


if __name__ == "__main__":
    main()
