"""Why a night has its points: acts that do the same aren't useless, and what fits is no proof."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from lablib.scenarios.incidents import explanation, runs
from lablib.scenarios.incidents.causes import CAUSES
from lablib.scenarios.incidents.evidence import Act, Evidence
from lablib.scenarios.incidents.game import incident
from lablib.scenarios.incidents.incident import compose
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
def test_of_two_second_mappings_one_after_the_other_each_did_what_the_other_did() -> None:
    with incident(seed=12, level=1) as game:
        game.act("second mapping", function="book-missing", since="00:15")
        game.wait(15)
        game.act("delete mapping", function="book-missing")
        game.act("second mapping", function="book-missing", since="00:15")
        outcome = game.conclude(*game.incident.ids)
    assert [told.endswith(SAME) for told in outcome.explanation if told.startswith("second")] == [True, True]


def opened(number: int, source: str, row: tuple[Any, ...], **which: str) -> Evidence:
    """One row of a look."""
    return Evidence(f"look {number}", source, which, 60.0 * number, "00:30", "", [row])


def test_what_fits_several_causes_is_told_from_what_shows_one() -> None:
    books = opened(1, "books", ("00:20", 9, 7))
    log = opened(2, "logs", ("00:21", "ERROR e1 was not booked"), function="book-usage")
    night: Any = SimpleNamespace(incident=compose(7, 1, ("errors-swallowed",)), evidence=[books, log])
    fits = "look 1 (books), 1 minute after the page, fits errors-swallowed, and other causes as well."
    shows = "look 2 (logs), 2 minutes after the page, shows errors-swallowed."
    assert [*explanation._evidence(night)] == [fits, shows]
    night.evidence = [log, books]
    assert [*explanation._evidence(night)] == [shows]
    night.evidence = [books]
    assert [*explanation._evidence(night)] == [fits]


@pytest.mark.nightly
def test_the_signs_that_are_shared_are_those_that_hold_in_nights_of_another_cause() -> None:
    held = set()
    for seed in (3, 7, 12):
        for cause in CAUSES:
            found = runs.signs_of(compose(seed, 1, (cause,)))
            held |= {
                (owner, sign.source, sign.says) for owner in found for sign in found[owner] if owner != cause
            }
    shared = {(each.id, s.source, s.says) for each in CAUSES.values() for s in each.signs if s.is_shared}
    assert held == shared
