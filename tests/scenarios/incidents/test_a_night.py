"""A night on call is played from the pager to the judgement."""

from __future__ import annotations

from lablib.scenarios.incidents.game import Game, incident


def _well_played() -> Game:
    with incident(seed=7, causes=("errors-swallowed",)) as game:
        log = game.look("logs")
        game.act("deploy", version="previous")
        game.act("second mapping", function="book-missing", since="00:10")
        game.conclude("errors-swallowed", because=[log.id])
    return game


def test_evidence_first_and_the_right_acts_lose_nothing() -> None:
    outcome = _well_played().outcome
    assert outcome is not None
    assert (outcome.events_lost, outcome.billed_twice, outcome.points) == (0, 0, 100)
    assert outcome.runs["nothing"].events_lost > 500


def test_the_same_acts_give_the_same_bytes() -> None:
    first, second = (game.outcome for game in (_well_played(), _well_played()))
    assert first is not None
    assert second is not None
    assert first.digest() == second.digest()


def test_acts_without_evidence_score_half_of_the_outcome() -> None:
    with incident(seed=7, causes=("errors-swallowed",)) as game:
        game.act("deploy", version="previous")
        game.act("second mapping", function="book-missing", since="00:10")
        outcome = game.conclude("errors-swallowed")
    assert (outcome.events_lost, outcome.evidence_before_acts) == (0, 0.0)
    assert outcome.points == 35 + 20
