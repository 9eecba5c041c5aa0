"""Any code that somebody on call may put on the gateways: their events stay theirs, and the night goes on."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest

from lablib.scenarios.incidents import producers, sending, stopped_code
from lablib.scenarios.incidents.game import incident
from lablib.scenarios.incidents.sending import NotSentError

Events = list[dict[str, Any]]


def events() -> Events:
    """Three of them."""
    return [{"event_id": f"e{number}", "tokens": {"in": 1}} for number in range(3)]


async def send_async(kinesis: Any, stream: str, events: Events) -> Events:
    """Which nobody awaits."""
    return events


class SilentError(Exception):
    """One that can't even say what it is."""

    def __repr__(self) -> str:
        raise ValueError("no text")


def raising(error: BaseException) -> Callable[..., Events]:
    """A sender that raises it."""

    def send(kinesis: Any, stream: str, events: Events) -> Events:
        raise error

    return send


def answering(answer: Callable[[Events], Any]) -> Callable[..., Any]:
    """A sender that returns something about its events."""
    return lambda kinesis, stream, events: answer(events)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (send_async, r"TypeError.*send is async, and the gateways don't await it. Write def, and asyncio"),
        (raising(SystemExit(3)), r"SystemExit\(3\)"),
        (raising(asyncio.CancelledError()), r"CancelledError\(\)"),
        (raising(BaseExceptionGroup("one", [SystemExit()])), "BaseExceptionGroup"),
        (raising(SilentError()), "SilentError"),
        (raising(ValueError(object())), r"ValueError\(<object object>\)"),
        (lambda events: [], "positional argument"),
        (dict, "dict expected at most 1 argument"),
    ],
)
def test_whatever_the_code_raises_is_said_and_nothing_was_sent(code: Any, said: str) -> None:
    with pytest.raises(NotSentError, match=said):
        sending.send(code, None, events())


@pytest.mark.parametrize(
    "answer",
    [
        lambda events: events[:2],
        lambda events: tuple(events[:2]),
        lambda events: iter(events[:2]),
        lambda events: (event for event in events if event["event_id"] < "e2"),
        lambda events: [event | {"tries": 8} for event in events[:2]],
    ],
)
def test_events_that_come_back_in_any_form_are_the_gateways_own(answer: Callable[[Events], Any]) -> None:
    assert sending.send(answering(answer), None, events()) == (events()[:2], "")


def test_a_generator_runs_to_its_end() -> None:
    sent = []

    def send(kinesis: Any, stream: str, events: Events) -> Any:
        for event in events:
            sent.append(event["event_id"])
            yield event

    assert sending.send(send, None, events()) == (events(), "")
    assert sent == ["e0", "e1", "e2"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda events: [{"event_id": "another"}], "send returned [{'event_id': 'another'}], no list of "),
        (lambda events: [{"event_id": []}], "send returned [{'event_id': []}], no list of the events"),
        (lambda events: [event["event_id"] for event in events], "send returned ['e0', 'e1', 'e2'], no list"),
        (lambda events: object(), "send returned <object object>, no list of the events that it gave up"),
    ],
)
def test_an_answer_that_names_none_of_its_events_is_said(answer: Callable[[Events], Any], said: str) -> None:
    given_up, wrong = sending.send(answering(answer), None, events())
    assert given_up == []
    assert wrong.startswith(said)


def test_what_the_code_does_to_its_events_changes_nothing_at_the_gateways() -> None:
    def send(kinesis: Any, stream: str, events: Events) -> None:
        events[0]["tokens"]["in"] = 0
        del events[1]["event_id"]
        events.clear()

    kept = events()
    assert sending.send(send, None, kept) == ([], "")
    assert kept == events()


def test_a_deploy_ends_the_sender_that_waits_for_ever_and_its_events_are_sent_by_the_next() -> None:
    def send(kinesis: Any, stream: str, events: Events) -> None:
        while True:
            with suppress(BaseException):
                time.sleep(3_600)

    with incident(seed=7, causes=("failed-count-ignored",)) as night:
        gateways = night.system.gateways
        assert gateways.flush_every_s == 300
        night.deploy_producer(send)
        assert gateways.flush_every_s == 60
        night.wait(5)
        waiting = gateways.spooled_ids
        served_s = night.system.now_s - 120
        assert {event_id for event_id, at_s in gateways.served(served_s, served_s + 60)} <= waiting
        night.act("deploy", what="gateway", version="g7")
        night.wait(3)
        assert not gateways.spooled_ids
        told = [text for _, text in night.look("logs", function="gateway").rows]
        assert any("failed: another version was deployed while it was at work" in text for text in told)


def test_a_sender_that_ctrl_c_hits_at_once_is_called_again_at_the_next_flush() -> None:
    """Whoever waits for the night presses Ctrl-C, and it finds a sound sender at work."""
    called = []

    def send(kinesis: Any, stream: str, events: Events) -> None:
        called.append(len(events))
        if len(called) == 1:
            raise KeyboardInterrupt
        producers.VERSIONS["g7"].send(kinesis, stream, events)

    with incident(seed=7, causes=("poison-pill",)) as night:
        with suppress(KeyboardInterrupt):
            night.deploy_producer(send)
            night.wait(1)
        assert len(called) == 1
        night.wait(5)
        assert len(called) > 2
        assert called[1] > called[0]  # with the events that are still to be sent


def test_a_sender_that_ctrl_c_has_ended_in_a_long_computation_is_not_called_again_so_the_night_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stopped_code, "ENDLESS_CPU_S", 0)
    called = []

    def send(kinesis: Any, stream: str, events: Events) -> None:
        called.append(len(events))
        raise KeyboardInterrupt

    with incident(seed=7, causes=("poison-pill",)) as night:
        with suppress(KeyboardInterrupt):
            night.deploy_producer(send)
            night.wait(1)
        night.wait(5)
        assert len(called) == 1
        night.act("deploy", what="gateway", version="g7")
        night.wait(2)
        assert not night.system.gateways.spooled_ids
        told = [text for _, text in night.look("logs", function="gateway").rows]
    assert any("it was stopped with Ctrl-C, so it isn't called again" in text for text in told)


def test_a_handler_that_ctrl_c_has_ended_in_a_long_computation_is_not_called_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stopped_code, "ENDLESS_CPU_S", 0)
    called = []

    def handler(event: Any, context: Any) -> None:
        called.append(event)
        raise KeyboardInterrupt

    with incident(seed=7, causes=("errors-swallowed",)) as night:
        with suppress(KeyboardInterrupt):
            night.deploy(handler)
            night.wait(2)
        night.act("deploy", version="v44")
        assert len(called) == 1
        told = [text for _, text in night.look("logs", containing="Ctrl-C").rows]
    assert "isn't called again. Deploy another version" in told[0]
