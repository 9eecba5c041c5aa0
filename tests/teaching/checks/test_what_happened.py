"""The verdict says what the code did: printed, read, recursed, awaited, or never came to run."""

import pytest
from learner import cell

from lablib import check
from lablib.teaching.checks import Outcome, broken_cell, progress
from lablib.teaching.checks.letters import as_option

NAME = "send_all"


def graded(body, head="def"):
    body = "\n".join(f"    {line}" for line in body.splitlines())
    return check("02.2", cell(f"{head} {NAME}(kinesis, stream, events):\n{body}", NAME))


def attempts():
    return sum(each.attempts for each in progress.load(None).exercises.values())


def test_a_result_that_is_printed_is_shown_and_told_from_one_that_is_returned():
    verdict = graded("print(len(events), 'events')")
    assert (verdict.outcome, verdict.message.id) == (Outcome.WRONG, "check.printed")
    assert verdict.printed[0].endswith(" events")
    assert attempts() == 1


def test_who_reads_and_returns_nothing_has_attempted_it():
    verdict = graded("kinesis.list_streams()\nkinesis.list_shards(StreamName=stream)")
    assert (verdict.outcome, verdict.message.id) == (Outcome.WRONG, "check.read-only")
    assert "API calls (2)" in verdict.message.did
    assert attempts() == 1


def test_what_the_grader_asks_itself_is_no_call_of_the_learner():
    for calls, id_ in [("pass", "check.not-attempted"), ("sqs.list_queues()", "check.read-only")]:
        verdict = check("08.2", cell(f"def redrive(sqs, kinesis, url, handle):\n    {calls}", "redrive"))
        assert verdict.message.id == id_
    assert "API calls (1)" in verdict.message.did


def test_code_that_does_nothing_at_all_is_no_attempt():
    assert graded("pass").message.id == "check.not-attempted"
    assert attempts() == 0


def test_who_filled_some_of_the_holes_is_told_which_are_left():
    verdict = graded("pending = list(events)\nanswer = ...\nreturn ...")
    assert (verdict.outcome, verdict.message.id) == (Outcome.NOT_ATTEMPTED, "check.holes")
    assert verdict.message.did.endswith("Holes are left in line 3 (answer = ...), line 4 (return ...).")
    assert attempts() == 0


@pytest.mark.parametrize("body", ["return 0", "yield 0"], ids=["a coroutine", "an asynchronous generator"])
def test_an_async_def_is_told_as_such(body):
    verdict = graded(body, head="async def")
    assert (verdict.outcome, verdict.message.id) == (Outcome.WRONG, "check.async")
    assert attempts() == 1


def test_a_generator_is_told_as_such():
    verdict = graded("for event in events:\n    yield kinesis.list_streams()")
    assert (verdict.outcome, verdict.message.id) == (Outcome.WRONG, "check.generator")
    assert attempts() == 1


def test_of_a_recursion_without_end_the_first_and_the_last_lines_are_shown():
    verdict = graded("return send_all(kinesis, stream, events)")
    assert verdict.message.id == "check.raised"
    same = "send_all, line 2:  return send_all(kinesis, stream, events)"
    assert verdict.code[:3] == verdict.code[4:7] == (same,) * 3
    assert verdict.code[3].startswith("... and 9")
    assert verdict.code[7].startswith("RecursionError: ")
    assert len(verdict.code) == 8


# --- a cell that does not compile -------------------------------------------------------------------


class Shell:
    """As much of IPython as knows the cells; they are given as typed."""

    def __init__(self, *cells):
        self.history_manager = self
        self.input_hist_raw = ["", *cells]

    @staticmethod
    def transform_cell(cell):
        return cell


RAISES = "1 / 0\ndef failed_events(events, answer):\n    return 1"
GOOD = "def failed_events(events, answer):\n    return 0"
BROKEN = "def failed_events(events, answer):\n    return (0"
CHECK = 'check("02.1", failed_events)'


def nightly(*cells_and_message):
    return pytest.param(*cells_and_message, marks=pytest.mark.nightly)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ((GOOD, BROKEN, CHECK), "check.syntax-error"),
        ((GOOD, BROKEN, "x = 1", CHECK), "check.syntax-error"),
        ((BROKEN, GOOD, CHECK), "02.1.no-list"),
        ((GOOD, "def failed_events_again(:", CHECK), "02.1.no-list"),
        nightly((GOOD + "\nawait something", CHECK), "02.1.no-list"),
        ((CHECK,), "02.1.no-list"),
        ((GOOD, RAISES, CHECK), "check.not-reached"),
        nightly((GOOD, RAISES, GOOD + "\n", CHECK), "02.1.no-list"),
        (
            (GOOD, f"if late:\n    {GOOD}".replace("\n    return", "\n        return"), CHECK),
            "02.1.no-list",
        ),
    ],
)
def test_the_function_of_an_older_cell_is_not_judged_in_place_of_the_one_on_the_screen(
    monkeypatch, cells, message
):
    monkeypatch.setattr(broken_cell, "shell", lambda: Shell(*cells))
    verdict = check("02.1", cell(GOOD, "failed_events"))
    assert verdict.message.id == message
    if message == "check.not-reached":
        assert "before line 2" in verdict.message.did
        assert attempts() == 0
    if message == "check.syntax-error":
        assert "'(' was never closed" in verdict.message.did
        assert "Line 2 of that cell" in verdict.message.look
        assert attempts() == 0


# --- letters ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("b", "b"), ("B", "b"), (" b ", "b"), ("B\n", "b"), ("c", "c"), ("", ""), (1, 1), (..., ...)],
)
def test_a_letter_is_what_it_is_however_it_is_typed(typed, meant):
    assert as_option(typed, {"a": "this", "b": "that"}) == meant
