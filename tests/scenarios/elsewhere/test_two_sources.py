"""What a queue and a stream make of one report, and the two handlers that lab 10 shows."""

import inspect

import pytest

from lablib import World
from lablib.scenarios.elsewhere import (
    from_the_queue,
    from_the_stream,
    handlers,
    report_all,
    stop_at_the_first,
)
from lablib.scenarios.elsewhere.two_sources import EVENTS, FAIL_ONCE, done
from lablib.teaching.course import labs

MESSAGES = [{"MessageId": name} for name in ("a", "b", "c")]


def failures(*names):
    return {"batchItemFailures": [{"itemIdentifier": name} for name in names]}


@pytest.mark.parametrize(
    ("answer", "deleted"),
    [
        (None, ["a", "b", "c"]),
        ({}, ["a", "b", "c"]),
        (failures(), ["a", "b", "c"]),
        ({"batchItemFailures": None}, ["a", "b", "c"]),
        (failures("b"), ["a", "c"]),
        (failures("a", "b", "c"), []),
        (failures("b", "unknown"), []),
        (failures(None), []),
        ({"batchItemFailures": [{}]}, []),
        ("done", []),
        (..., []),
    ],
)
def test_a_queue_deletes_what_a_valid_report_does_not_name_and_nothing_after_another(answer, deleted):
    assert [each["MessageId"] for each in done(answer, MESSAGES)] == deleted


def both(handler):
    with World(seed=7) as world:
        queue, stream = from_the_queue(world, handler), from_the_stream(world, handler)
    return (queue.never, queue.twice), (stream.never, stream.twice)


@pytest.mark.slow
def test_each_handler_is_right_for_one_source_and_wrong_for_the_other():
    first_of = {place // 10: place for place in reversed(FAIL_ONCE)}
    behind = sum(9 - first % 10 for first in first_of.values())
    failed_behind = len(FAIL_ONCE) - len(first_of)
    assert both(stop_at_the_first) == ((behind, 0), (0, 0))
    assert both(report_all) == ((0, 0), (0, behind - failed_behind))


@pytest.mark.nightly
@pytest.mark.slow
def test_a_handler_that_hands_back_the_rest_delays_a_queue():
    def hand_back_the_rest(event, book):
        for place, record in enumerate(event["Records"]):
            try:
                book(handlers.data_of(record))
            except ConnectionError:
                return failures(*map(handlers.id_of, event["Records"][place:]))
        return failures()

    late, seen = {}, {}
    for handler in (report_all, hand_back_the_rest):
        with World(seed=7) as world:
            seen[handler] = from_the_queue(world, handler)
        late[handler] = sum(at_s > 20 for at_s in seen[handler].booked_at_s.values())
    assert seen[hand_back_the_rest].never == seen[hand_back_the_rest].twice == 0
    assert late == {report_all: len(FAIL_ONCE), hand_back_the_rest: 18}
    assert sum(seen[hand_back_the_rest].times.values()) == EVENTS


@pytest.mark.parametrize("handler", [stop_at_the_first, report_all])
def test_the_lesson_shows_the_handler_that_runs(handler):
    (lab,) = (lab for lab in labs() if lab.number == "10")
    shown = (lab.folder / "lesson.py").read_text("utf-8").replace("\n# ", "\n")
    code = inspect.getsource(handler).replace("event: Record, book: Book) -> Response", "event, book)")
    assert code.replace("  # noqa: BLE001 - whatever it is, the record isn't booked", "") in shown
