"""Minutes outside the objective, and what a night is worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib.scenarios.incidents.books import Books, books
from lablib.scenarios.incidents.incident import compose
from lablib.scenarios.incidents.judge import Result, outcome_share, points
from lablib.scenarios.incidents.outcome import Outcome
from lablib.scenarios.incidents.replaying import in_other_words, learn
from lablib.scenarios.incidents.score_parts import WHOLE, score_parts
from lablib.scenarios.incidents.slo import WITHIN_S, minutes_outside

NOTHING = Result(events_lost=100, billed_twice=0, minutes_outside_slo=60, dollars=1.0, late=0)
REFERENCE = Result(events_lost=0, billed_twice=0, minutes_outside_slo=20, dollars=1.0, late=0)


def test_a_minute_is_outside_if_what_it_served_is_booked_too_late_or_never() -> None:
    served = [("in time", 10.0), ("late", 70.0), ("never", 130.0), ("not due yet", 190.0)]
    booked = {"in time": 60.0 + WITHIN_S, "late": 121.0 + WITHIN_S}
    assert minutes_outside(served, booked, 0, 180 + WITHIN_S) == [60.0, 120.0]
    assert minutes_outside(served, booked, 120, 180 + WITHIN_S) == [120.0]


def test_one_event_in_a_hundred_may_be_late() -> None:
    served = [(str(number), 30.0) for number in range(100)]
    booked = {str(number): 31.0 for number in range(99)}
    assert minutes_outside(served, booked, 0, 1_000) == []
    assert minutes_outside(served[:99] + served[99:] * 2, booked, 0, 1_000) == [0.0]


@pytest.mark.parametrize(
    ("yours", "share"),
    [
        (NOTHING, 0.0),
        (REFERENCE, 1.0),
        (Result(50, 0, 40, 1.0, 0), 0.5),
        (Result(0, 0, 10, 1.0, 0), 1.0),
        (Result(100, 75, 60, 1.0, 0), -0.5),
        (Result(100, 900, 60, 1.0, 0), -1.0),
    ],
)
def test_a_night_lies_between_nothing_and_the_reference(yours: Result, share: float) -> None:
    assert outcome_share(NOTHING, REFERENCE, yours) == share


def test_points_by_hand() -> None:
    assert points(outcome=1, grounded=1, named=1, proven=1) == 100
    assert points(outcome=1, grounded=0, named=1, proven=0) == 35 + 20
    assert points(outcome=0.5, grounded=0.5, named=0, proven=0) == 26  # 70 x 0.5 x 0.75
    assert points(outcome=-0.2, grounded=0, named=1, proven=1) == 16  # 30 - 14: a bad outcome counts whole


def told(**changed: object) -> list[tuple[str, float, int, str]]:
    """The parts of a night of two causes, of which one was named, with a wrong one, and none proven."""
    facts = {
        "points": 0,
        "causes": ("poison-pill", "retention-cut"),
        "named": ("poison-pill", "database-slow"),
        "because": (),
        "cause_named": 0.0,
        "evidence_before_acts": 0.5,
        "outcome_share": 0.5,
        "proven": (),
        "runs": {"nothing": NOTHING, "reference": REFERENCE, "yours": Result(50, 0, 40, 1.0, 0)},
        "explanation": (),
        "timeline": (),
    }
    return [tuple(each) for each in score_parts(Outcome(**(facts | changed)))]


def test_each_part_of_a_score_says_how_to_get_the_rest() -> None:
    outcome, cause, proof = told()
    assert outcome[:3] == ("outcome", 26.25, 70)
    assert outcome[3].startswith("Your harm is 251 dollars. Doing nothing does 401, which is 0 points.")
    assert outcome[3].endswith(
        "8.8 points are gone because 50% of your acts came before any look that shows a cause."
    )
    assert cause == (
        "cause named",
        0.0,
        20,
        "Name retention-cut: 10 points for each cause. Leave out database-slow: a wrong name takes 10 away.",
    )
    assert proof[:3] == ("proof", 0.0, 10)
    assert proof[3].startswith(
        "When you conclude, give a look that shows poison-pill and retention-cut: 5 points"
    )


def test_a_full_score_has_nothing_to_add_and_its_parts_are_the_points() -> None:
    full = told(
        named=("poison-pill", "retention-cut"),
        cause_named=1.0,
        evidence_before_acts=1.0,
        outcome_share=1.0,
        proven=("poison-pill", "retention-cut"),
    )
    assert full == [
        (name, most, most, WHOLE) for name, most in (("outcome", 70), ("cause named", 20), ("proof", 10))
    ]


shares = st.floats(0, 1)


@given(outcome=st.floats(-1, 1), grounded=shares, named=shares, proven=shares, more=shares)
def test_points_stay_from_0_to_100_and_more_evidence_never_costs(
    outcome: float, grounded: float, named: float, proven: float, more: float
) -> None:
    had = points(outcome, grounded, named, proven)
    assert 0 <= had <= points(outcome, max(grounded, more), named, proven) <= 100


def test_ids_that_another_run_gave_take_the_place_of_the_first_ones() -> None:
    renamed: dict[str, str] = {}
    first = {"UUID": "a-1", "State": "Creating", "Lanes": ["x"]}
    learn(first, {"UUID": "b-2", "State": "Creating", "Lanes": ["y"]}, renamed)
    assert in_other_words({"UUID": "a-1", "Lanes": ["x", "z"], "BatchSize": 5}, renamed) == {
        "UUID": "b-2",
        "Lanes": ["y", "z"],
        "BatchSize": 5,
    }


def test_an_event_has_as_many_lines_as_were_put_and_one_that_is_put_once() -> None:
    table = Books(row_s=0)
    table.put("e1", 0.5)
    table.put("e1", 0.5)
    assert not table.put_once("e1", 0.5)
    assert table.put_once("e2", 0.25)
    assert (dict(table.lines), table.twice, table.usd) == ({"e1": 2, "e2": 1}, 1, 1.25)


def test_booking_needs_a_game() -> None:
    with pytest.raises(RuntimeError, match=r"no game is open, .* Remedy: lablib.incident"):
        books.put("e1", 0.5)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_a_night_is_the_same_whether_its_causes_were_drawn_or_named(level: int) -> None:
    for seed in range(20):
        drawn = compose(seed, level)
        assert compose(seed, level, drawn.ids) == drawn
