"""A call that doesn't fit says what is missing or too much, what the function takes, and an example."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from lablib.simulator import World
from lablib.simulator.call_forms import called_as, near, require_a, require_count, require_function, there_are


class Desk:
    @called_as('desk.look("logs")')
    def look(self, source: str, minutes: int = 5, *, quick: bool = False) -> tuple[Any, ...]:
        """Look."""
        return source, minutes, quick

    @called_as("desk.close()")
    def close(self) -> None:
        """Close."""


@called_as('add("a", b=1)')
def add(first: str, *more: str, **named: int) -> tuple[Any, ...]:
    return first, more, named


LIKE = r'Write, for instance: desk.look\("logs"\)'


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: Desk().look(), rf"look needs a value for 'source'\. {LIKE}"),
        (lambda: Desk().look(minutes=3), rf"look needs a value for 'source'\. {LIKE}"),
        (
            lambda: Desk().look("logs", since=3),
            rf"look takes no 'since'; it takes: source, minutes, quick\. {LIKE}",
        ),
        (
            lambda: Desk().look("logs", 3, True),
            rf"look is given 3 values, and takes at most 2 without a name\. {LIKE}",
        ),
        (
            lambda: Desk().look("logs", source="code"),
            r"look got multiple values for argument 'source'\. Write",
        ),
        (
            lambda: Desk().close(1),
            r"close is given 1 value, and takes none without a name\. Write, for instance: desk.close\(\)",
        ),
        (lambda: add(b=1), r"add needs a value for 'first'\. Write"),
    ],
)
def test_a_call_that_does_not_fit_is_refused_with_an_example(call: Callable[[], Any], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        call()


def test_a_call_that_fits_goes_through_and_the_function_keeps_its_form() -> None:
    assert Desk().look("logs", quick=True) == ("logs", 5, True)
    assert add("a", "b", c=1) == ("a", ("b",), {"c": 1})
    assert [*inspect.signature(Desk.look).parameters] == ["self", "source", "minutes", "quick"]
    assert Desk.look.__doc__ == "Look."


def test_an_error_inside_the_function_is_its_own() -> None:
    @called_as("fail()")
    def fail() -> None:
        raise TypeError("inside")

    with pytest.raises(TypeError, match=r"^inside$"):
        fail()


def test_what_is_of_another_kind_is_refused_with_what_is_taken() -> None:
    with pytest.raises(TypeError, match=r"desk takes a game, as in desk\(game\), and 5 isn't that"):
        require_a(World, 5, "desk", "a game, as in desk(game)")
    with pytest.raises(
        TypeError, match=r"deploy takes a function, handler\(event, context\), and 'v41' isn't"
    ):
        require_function("v41", "deploy", "handler(event, context)")


def test_a_world_says_how_its_calls_are_written() -> None:
    with World(7) as world:
        for call, said in (
            (world.sleep, r"sleep needs a value for 'seconds'\. Write, for instance: world.sleep\(5\)"),
            (lambda: world.sleep("x"), "sleep takes seconds, such as 5 or 0.2, and 'x' isn't that"),
            (
                lambda: world.fault("http_500"),
                r"fault needs a value for 'for_s'\. Write",
            ),
            (
                lambda: world.fault("http_500", for_s="x"),
                "for_s takes seconds, such as 5 or 0.2, and 'x'",
            ),
        ):
            with pytest.raises(TypeError, match=said):
                call()


def test_a_count_is_a_whole_number_from_0_on() -> None:
    for wrong in (-1, 1.5, "x", True):
        with pytest.raises(TypeError, match="some_usage takes a whole number from 0 on, such as 120, and "):
            require_count(wrong, "some_usage")
    require_count(0, "some_usage")


@pytest.mark.parametrize("seed", ["x", 1.5, None, True])
def test_a_world_takes_a_whole_number_as_its_seed(seed: Any) -> None:
    with pytest.raises(TypeError, match=r"seed is .*, and has to be a whole number, such as 7"):
        World(seed)


def test_what_was_probably_meant_comes_before_what_there_is() -> None:
    assert near("9.2", ["09.1", "09.2"]) == ". Did you mean '09.2'?"
    assert there_are("9", ["08", "09"]) == ". Did you mean '09'? There are: 08, 09"
    assert there_are("x", ["08", "09"]) == "; there are: 08, 09"
