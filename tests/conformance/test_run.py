"""What a run makes of a case: same, different, broken; and that an environment is one's own."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from lablib.conformance.case import CaseBook
from lablib.conformance.endpoints.in_moto import moto, source_of
from lablib.conformance.endpoints.ours import simulator
from lablib.conformance.handlers import fail_on_bad
from lablib.conformance.refusals import refused, refused_for
from lablib.conformance.run import Outcome, Verdict, run

SOURCE = "https://docs.aws.amazon.com/"


def case_of(check, **settings):
    book = CaseBook("kinesis", "test")
    book.case("it does", SOURCE, **settings)(check)
    return book.cases[0]


@contextmanager
def nowhere(prefix):
    yield prefix


def agrees(env):
    pass


def differs(env):
    raise AssertionError("the answer is 4")


def breaks(env):
    return {}["missing"]


@pytest.mark.parametrize(
    ("check", "outcome"),
    [
        (agrees, Outcome(Verdict.SAME)),
        (differs, Outcome(Verdict.DIFFERENT, "the answer is 4")),
        (breaks, Outcome(Verdict.BROKEN, "KeyError: 'missing'")),
    ],
)
def test_an_outcome_says_what_was_seen(check, outcome):
    assert run(case_of(check), nowhere) == outcome


def streams_before(env):
    names = env.kinesis.list_streams()["StreamNames"]
    assert names == [], f"found {names}"
    env.stream()


@pytest.mark.parametrize("place", [simulator, moto])
def test_a_case_finds_nothing_of_the_case_before(place):
    for _ in range(2):
        assert run(case_of(streams_before), place) == Outcome(Verdict.SAME)


def test_another_code_text_or_status_is_a_difference():
    def unknown(env, *expected):
        with refused(*expected):
            env.kinesis.delete_stream(StreamName="unknown")

    text = "Stream unknown under account 111122223333 not found."
    found = [
        run(case_of(lambda env, expected=expected: unknown(env, *expected)), simulator).verdict
        for expected in [
            ("ResourceNotFoundException", text),
            ("ResourceNotFoundException",),
            ("ResourceInUseException",),
            ("ResourceNotFoundException", "another text"),
            ("ResourceNotFoundException", text, 404),
        ]
    ]
    assert found == ["same", "same", "different", "different", "different"]


def test_violations_are_compared_in_any_order_and_all_of_them():
    def empty_name(env, *violations):
        with refused_for(*violations):
            env.unchecked("kinesis").delete_stream(StreamName="")

    at = "Value '' at 'streamName' failed to satisfy constraint: Member must"
    short = f"{at} have length greater than or equal to 1"
    pattern = f"{at} satisfy regular expression pattern: [a-zA-Z0-9_.-]+"
    found = [
        run(case_of(lambda env, listed=listed: empty_name(env, *listed)), simulator).verdict
        for listed in [(short, pattern), (pattern, short), (short,)]
    ]
    assert found == ["same", "same", "different"]


def test_a_handler_stands_alone_once_it_is_uploaded():
    module = {}
    exec(source_of(fail_on_bad), module)
    record = {"kinesis": {"data": "YmFk"}}
    with pytest.raises(RuntimeError, match="a bad record"):
        module["handler"]({"Records": [record]}, None)
