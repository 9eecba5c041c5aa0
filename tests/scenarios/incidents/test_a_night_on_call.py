"""A night on call is played from the pager to the judgement: cause 7, seed 7."""

from __future__ import annotations

from functools import cache

import pytest

from lablib.scenarios.incidents.game import Game, incident
from lablib.scenarios.incidents.outcome import Outcome

CAUSE = "errors-swallowed"


def play(*, looks: bool, name: str = CAUSE) -> Outcome:
    """Roll back and replay, perhaps after a look into the log."""
    with incident(seed=7, causes=(CAUSE,)) as game:
        log = [game.look("logs").id] if looks else []
        game.act("deploy", version="previous")
        game.act("second mapping", function="book-missing", since="00:05")
        return game.conclude(name, because=log)


@cache
def well_played() -> Outcome:
    """With evidence, and the right name."""
    return play(looks=True)


@cache
def badly_played() -> Outcome:
    """Without evidence, and with a wrong name."""
    return play(looks=False, name="poison-pill")


def test_evidence_first_and_the_right_acts_lose_nothing() -> None:
    outcome = well_played()
    assert (outcome.events_lost, outcome.billed_twice, outcome.points) == (0, 0, 100)
    assert outcome.runs["nothing"].events_lost > 500
    assert "fewer events lost" in outcome.explanation[-1]
    assert outcome.minutes_outside_slo <= outcome.runs["reference"].minutes_outside_slo


@pytest.mark.nightly
def test_the_same_seed_and_the_same_acts_give_the_same_bytes() -> None:
    assert play(looks=True).digest() == well_played().digest()


@pytest.mark.nightly
def test_without_evidence_the_outcome_counts_half_and_a_wrong_name_counts_nothing() -> None:
    outcome = badly_played()
    assert (outcome.events_lost, outcome.evidence_before_acts, outcome.cause_named) == (0, 0.0, 0.0)
    assert outcome.points == 35


@pytest.mark.nightly
def test_an_explanation_tells_the_causes_apart_and_what_each_act_did() -> None:
    said = badly_played().explanation
    assert said[0].startswith("It was errors-swallowed, not poison-pill. It shows in 'logs': ERROR lines")
    assert said[1].startswith("With poison-pill you would have seen in 'logs': the same exception")
    assert said[2].startswith("You opened nothing that shows errors-swallowed.")
    rollback, replay = said[3:]
    assert rollback.startswith("deploy: book-usage v41, 0 minutes after the page. It helped. ")
    assert replay.startswith("second mapping: book-missing reads the stream, AT_TIMESTAMP 00:05, 5 minutes")
    assert "fewer events lost" in replay


def test_the_timeline_says_what_happened_what_could_be_seen_and_what_was_done() -> None:
    timeline = well_played().timeline
    told = [(round(at_s / 60), kind, text.partition("\n")[0][:40]) for at_s, kind, text in timeline]
    assert [each for each in told if each[1] != "happened"] == [
        (0, "visible", "00:22 PAGE usage-billing: of 5 minutes, "),
        (2, "looked", "logs function=book-usage: errors: 40 of "),
        (2, "acted", "[deploy, 5 min] book-usage v41"),
        (7, "acted", "[second mapping, 2 min] book-missing rea"),
    ]
    assert [(at, text[:36]) for at, kind, text in told if kind == "happened"] == [
        (-10, "usage served from here on is outside"),
        (-9, "v42 has no discount for code models,"),
        (5, "usage served from here on is booked "),
    ]


@pytest.fixture(scope="module")
def over() -> Game:
    """A night that is over, with nothing done."""
    game = incident(seed=7, causes=(CAUSE,))
    game.play_on()
    game.close()
    return game


def test_what_cannot_be_is_refused_with_a_remedy(over: Game) -> None:
    for call, said in (
        (lambda: over.look("tea leaves"), "there is no source 'tea leaves' to look at; there are: alarms"),
        (
            lambda: over.look("logs", lines=5),
            r"'logs' takes no 'lines'. It takes: function='book-usage'",
        ),
        (lambda: over.act("retention", days=7), r"'retention' takes no 'days'. It takes: hours"),
        (lambda: over.look("logs"), "the night is over. Remedy: conclude"),
        (lambda: over.conclude("gremlins"), "there is no cause 'gremlins'; there are: "),
        (lambda: over.conclude(because=["look 9"]), "there is no evidence 'look 9': give ids of your looks"),
        (lambda: incident(level=4), "level is 4: give one of 1, 2, 3"),
    ):
        with pytest.raises((ValueError, TypeError, RuntimeError), match=said):
            call()
