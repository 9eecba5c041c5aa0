"""A learner's value in a message is short, and of two values the difference is in sight."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odd_values import HOSTILE

from lablib.teaching.checks.shown_value import MOST_CHARS, shown, shown_apart


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": 1}, "{'a': 1}"),
        ("x" * 100, f"'{'x' * 66}..."),
        (HOSTILE["repr raises"], "an object of type Raises_repr, which can't be shown"),
        (HOSTILE["a number too long to be written"], "an object of type int, which can't be shown"),
    ],
    ids=["a dict", "a long text", "no repr", "a long number"],
)
def test_a_value_is_shown_in_a_line_whatever_it_is(value, text):
    assert shown(value) == text


EVENT = {"event_id": "g00-17", "tenant": "t-0158", "model": "chat-swift", "tokens_in": 412, "tokens_out": 80}


@pytest.mark.parametrize(
    ("other", "texts"),
    [
        (
            EVENT | {"tokens_in": 413},
            (
                "...t-0158', 'model': 'chat-swift', 'tokens_in': 412, 'tokens_out': 80}",
                "...t-0158', 'model': 'chat-swift', 'tokens_in': 413, 'tokens_out': 80}",
            ),
        ),
        (
            EVENT | {"event_id": "g00-18"},
            (
                "{'event_id': 'g00-17', 'tenant': 't-0158', 'model': 'chat-swift', '...",
                "{'event_id': 'g00-18', 'tenant': 't-0158', 'model': 'chat-swift', '...",
            ),
        ),
        (None, ("{'event_id': 'g00-17', 'tenant': 't-0158', 'model': 'chat-swift', '...", "None")),
    ],
    ids=["at the end", "at the beginning", "from the first character on"],
)
def test_of_two_values_the_first_difference_is_in_sight(other, texts):
    assert shown_apart(EVENT, other) == texts


@given(st.text(max_size=2 * MOST_CHARS), st.text(max_size=2 * MOST_CHARS))
def test_two_different_values_never_look_the_same_and_are_never_long(one, other):
    shown_one, shown_other = shown_apart(one, other)
    assert (shown_one == shown_other) == (one == other)
    assert max(len(shown_one), len(shown_other)) <= MOST_CHARS
