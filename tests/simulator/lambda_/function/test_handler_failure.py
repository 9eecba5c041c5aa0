"""The stack of a handler that fails is Python's own, though the text of a frame is made only once."""

import linecache
import traceback

import pytest

from lablib.simulator.lambda_.function.handler_failure import of_exception


def defined(source, name="handler"):
    linecache.cache["<cell>"] = (len(source), None, source.splitlines(keepends=True), "<cell>")
    names = {}
    exec(compile(source, "<cell>", "exec"), names)
    return names[name]


def failing(function):
    """What Lambda tells of it, and what Python itself would."""
    with pytest.raises((LookupError, ArithmeticError)) as caught:
        function({})
    ours = of_exception(caught.value, "id").payload["stackTrace"]
    return ours, traceback.format_list(traceback.extract_tb(caught.tb))


ONE_LINE = "def handler(event):\n    return event['a'] + event['b']\n"
SEVERAL_LINES = "def handler(event):\n    return int(\n        event['a']\n    )\n"
DEEP = "def handler(event, depth=9):\n    return handler(event, depth - 1) if depth else 1 / depth\n"


@pytest.mark.parametrize("source", [ONE_LINE, SEVERAL_LINES, DEEP])
def test_the_second_failure_is_told_as_the_first(source):
    handler = defined(source)
    for _ in range(2):
        ours, pythons = failing(handler)
        assert ours == pythons


def test_a_line_that_was_changed_is_told_as_it_is_now():
    for name in ("input", "tokens"):
        ours, _ = failing(defined(f"def handler(event):\n    return event['{name}']\n"))
        assert f"event['{name}']" in ours[-1]


def test_of_two_errors_in_a_line_each_is_underlined():
    handler = defined("def handler(event):\n    return event['a'] if 'b' not in event else 1 / event['b']\n")
    first, second = failing(handler)[0], failing(lambda event: handler({"b": 0}))[0]
    assert first[-1] != second[-1]
