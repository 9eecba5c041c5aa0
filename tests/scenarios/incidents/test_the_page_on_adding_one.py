"""The example of docs/game-day.md is a whole cause: its reference solves it, and its worse act doesn't."""

from __future__ import annotations

import re
from pathlib import Path

from lablib.scenarios.incidents.cause import Cause
from lablib.scenarios.incidents.incident import Incident
from lablib.scenarios.incidents.night import Night
from lablib.scenarios.incidents.signs import shows

PAGE = (Path(__file__).parents[3] / "docs/game-day.md").read_text("utf-8")


def test_the_example_plays() -> None:
    found = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    names: dict[str, object] = {}
    exec(compile(found[1], "docs/game-day.md", "exec"), names)
    cause = names["CAUSE"]
    assert isinstance(cause, Cause)
    with Night(Incident(7, 1, (cause,), (15,))).open() as night:
        cause.reference(night)
        assert shows(night.evidence[0], cause)
        night.play_on()
        assert (night.result.events_lost, night.result.billed_twice, night.result.late) == (0, 0, 0)
    with Night(Incident(7, 1, (cause,), (15,))).open() as night:
        cause.worse["again, at LATEST"](night)
        night.play_on()
        assert night.result.events_lost > 100


def test_the_page_names_files_that_there_are() -> None:
    room = Path(__file__).parents[3] / "src/lablib/scenarios/incidents"
    table = PAGE.split("## Rules")[0]
    for name in re.findall(r"`([a-z_]+\.py)`", table):
        assert (room / name).is_file(), name
