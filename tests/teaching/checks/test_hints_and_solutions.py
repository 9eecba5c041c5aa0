"""Hints come one by one, after an attempt the better one first; a solution is worth asking for twice."""

import pytest

from lablib import check, hint, solution
from lablib.teaching.checks.cards import Card
from lablib.teaching.checks.grading import exercise_called
from lablib.teaching.checks.hints_and_solutions import next_hint
from lablib.teaching.checks.progress import ExerciseProgress

EXERCISE = exercise_called("02.1")


def failed_events(events, answer):
    return [event for event, result in zip(events, answer["Records"], strict=True) if "ErrorCode" in result]


def shown(card):
    """Which hint a card shows: the number in `2 of 3: ...`."""
    return [int(text[0]) for text in card.paragraphs if text[1:6] == " of 3"]


def test_without_an_attempt_hints_come_in_order_then_all_again_and_each_says_to_try_first():
    cards = [hint("02.1") for _ in range(4)]
    assert [shown(card) for card in cards] == [[1], [2], [3], [1, 2, 3]]
    first_check = "A check tells you more about your code than a hint can. Run the check first"
    assert all(card.paragraphs[-1].startswith(first_check) for card in cards)


def test_after_an_attempt_the_hint_that_answers_its_message_comes_first():
    check("02.1", lambda events, answer: [])
    cards = [hint("02.1") for _ in range(3)]
    assert [shown(card) for card in cards] == [[2], [1], [3]]
    assert [card.paragraphs[-1] for card in cards] == [
        "One more: hint('02.1')",
        "One more: hint('02.1')",
        "That was the last one. solution('02.1') shows one way to write it.",
    ]


def test_a_message_that_no_hint_answers_gets_them_in_order():
    assert next_hint(EXERCISE, ExerciseProgress(attempts=1, message="check.raised")) == 0
    assert next_hint(EXERCISE, ExerciseProgress(hints=[0, 1, 2])) is None


def test_after_a_pass_a_hint_brings_the_lesson_for_production():
    assert EXERCISE.facts.production not in hint("02.1").paragraphs
    check("02.1", failed_events)
    assert EXERCISE.facts.production in hint("02.1").paragraphs


def test_a_solution_is_shown_when_it_is_asked_for_a_second_time():
    first, second = solution("02.1"), solution("02.1")
    assert (first.code, first.paragraphs[0].split(".")[0]) == ("", "You haven't tried this exercise yet")
    assert second.code == EXERCISE.solution
    assert second.paragraphs == (
        f"Why it works: {EXERCISE.facts.why}",
        f"Why the obvious fix doesn't work: {EXERCISE.facts.obvious}",
    )


def test_who_has_tried_is_told_how_often_before_the_solution():
    for _ in range(2):
        check("02.1", lambda events, answer: [])
    assert solution("02.1").paragraphs[0].startswith("Attempts so far: 2. hint('02.1') may be all you need.")


def test_after_a_pass_the_solution_is_shown_at_once():
    check("02.1", failed_events)
    assert solution("02.1").code == EXERCISE.solution


@pytest.mark.parametrize("ask", [hint, solution])
def test_an_exercise_that_does_not_exist_is_told_with_those_that_do(ask):
    there = r"there is no exercise '02.9'. Did you mean '02.3'\? There are: .*02.1-read-the-response"
    with pytest.raises(ValueError, match=there):
        ask("02.9")


def test_a_card_reads_as_text_and_as_html_with_everything_escaped():
    solution("02.1")
    card = solution("02.1")
    assert str(card).splitlines()[0] == "Solution of 02.1-read-the-response"
    assert "  def failed_events(events, answer):" in str(card)
    assert repr(card) == str(card)
    assert 'answer["Records"]' in card._repr_html_()
    assert "a &lt;b&gt; &amp; c" in Card("a <b> & c")._repr_html_()
