"""An act that another one makes superfluous isn't called useless: without both, the night ends otherwise."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from lablib.scenarios.incidents import explanation, runs
from lablib.scenarios.incidents.evidence import Act
from lablib.scenarios.incidents.game import incident
from lablib.scenarios.incidents.judge import Result

SAME = "Another of your acts did the same, so without this one alone nothing would change."
NOTHING = "It changed nothing that counts."


def said_of(monkeypatch: pytest.MonkeyPatch, *names: str) -> list[str]:
    """The verdicts on a night in which one repair saves everything, however often it is made."""

    def again(night: Any, without: Any = ()) -> Result:
        repaired = any(name == "repair" for at, name in enumerate(names) if at not in without)
        return Result(0 if repaired else 100, 0, 0, 0.0, 0)

    monkeypatch.setattr(runs, "again", again)
    night: Any = SimpleNamespace(done=[Act(name, {}, 0.0, 60.0, "") for name in names], has_own_code=False)
    return [told.partition("page. ")[2] for told in explanation._acts(night, again(night))]


def test_acts_that_do_the_same_are_told_apart_from_those_that_do_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert said_of(monkeypatch, "repair", "reshard", "repair") == [SAME, NOTHING, SAME]
    assert said_of(monkeypatch, "reshard", "purge") == [NOTHING, NOTHING]
    helped, useless = said_of(monkeypatch, "repair", "reshard")
    assert (helped.partition(".")[0], useless) == ("It helped", NOTHING)


@pytest.mark.nightly
def test_of_two_second_mappings_each_did_what_the_other_did() -> None:
    with incident(seed=12, level=1) as game:
        for _ in range(2):
            game.act("second mapping", function="book-missing", since="00:15")
        outcome = game.conclude(*game.incident.ids)
    assert [told.endswith(SAME) for told in outcome.explanation if told.startswith("second")] == [True, True]
