"""The example of docs/game-day.md is a whole cause: its reference solves it, and its worse act doesn't."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lablib.scenarios.incidents.cause import Cause
from lablib.scenarios.incidents.incident import Incident
from lablib.scenarios.incidents.night import Night
from lablib.scenarios.incidents.signs import shows

PAGE = (Path(__file__).parents[3] / "docs/game-day.md").read_text("utf-8")


def night_of_the_example() -> tuple[Cause, Night]:
    found = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    names: dict[str, object] = {}
    exec(compile(found[1], "docs/game-day.md", "exec"), names)
    cause = names["CAUSE"]
    assert isinstance(cause, Cause)
    return cause, Night(Incident(7, 1, (cause,), (15,)))


def test_the_reference_of_the_example_solves_it() -> None:
    cause, example = night_of_the_example()
    with example.open() as night:
        cause.reference(night)
        assert shows(night.evidence[0], cause)
        night.play_on()
        assert (night.result.events_lost, night.result.billed_twice, night.result.late) == (0, 0, 0)


@pytest.mark.nightly
def test_the_worse_act_of_the_example_loses_events() -> None:
    cause, example = night_of_the_example()
    with example.open() as night:
        cause.worse["again, at LATEST"](night)
        night.play_on()
        assert night.result.events_lost > 100


def test_the_page_names_files_that_there_are() -> None:
    room = Path(__file__).parents[3] / "src/lablib/scenarios/incidents"
    table = PAGE.split("## Rules")[0]
    for name in re.findall(r"`([a-z_]+\.py)`", table):
        assert (room / name).is_file(), name
