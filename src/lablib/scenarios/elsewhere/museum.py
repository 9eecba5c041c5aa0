"""The museum of lab 10: each exhibit runs in a world of its own, and says what was lost or duplicated."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from lablib.scenarios.elsewhere import exhibits
from lablib.scenarios.elsewhere.destinations import arrived, make_destinations
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator.call_forms import called_as
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World

MANY = 100
RATE = 0.06
"""The share of entries that the fault hits."""
HOUR_S = 3_600.0


class Exhibit(NamedTuple):
    """One bug: who shipped it and when, its code, and what it does to `MANY` entries."""

    title: str
    code: Callable[..., Any]
    run: Callable[[World], str]


@called_as("museum(7)")
def museum(seed: int) -> Iterator[str]:
    """Each exhibit's title, its code, and what comes of it."""
    for number, exhibit in enumerate(EXHIBITS, 1):
        with World(seed) as world:
            came_of_it = exhibit.run(world)
        yield f"{number}. {exhibit.title}\n\n{_shown(exhibit.code)}\n   -> {came_of_it}\n"


def _shown(code: Callable[..., Any]) -> str:
    """Its source without types."""
    text = inspect.getsource(code).replace(": list[Any]", "").replace(": list[str]", "")
    for noise in (": Any", ": str", " -> None", " -> str", " -> int"):
        text = text.replace(noise, "")
    return text


def _events(count: int = MANY) -> list[dict[str, Any]]:
    return [{"event_id": f"e{number:04}"} for number in range(count)]


def _lines() -> list[str]:
    return [json.dumps(event) + "\n" for event in _events()]


def _drop_what_comes_back(world: World) -> str:
    to = make_destinations()
    world.fault("entries_fail", service="dynamodb", for_s=HOUR_S, rate=RATE)
    items = [{"event_id": {"S": event["event_id"]}} for event in _events()]
    exhibits.drop_what_comes_back(world_client("dynamodb"), to.table, items)
    return f"{MANY - len(arrived(to)['invoices'])} of {MANY} items are lost"


def _forward(world: World) -> str:
    to = make_destinations()
    world.fault("entries_fail", service="firehose", for_s=HOUR_S, rate=RATE)
    said = exhibits.forward(world_client("firehose"), to.delivery, _lines())
    return f"'{said}', and {MANY - len(arrived(to)['metrics'])} of them are lost"


def _retry_a_call_that_raises(world: World) -> str:
    make_stream(1)
    kinesis = world_client("kinesis")
    for start in range(0, 1_500, 500):
        ids = range(start, start + 500)
        records = [{"Data": f"e{id_}", "PartitionKey": "t"} for id_ in ids]
        exhibits.retry_a_call_that_raises(kinesis, "usage-events", records)
    lost = world.ledger.lost
    why = "a shard takes 1,000 at once, and a few more while the calls arrive"
    return f"{lost} of 1,500 records are lost: {why}"


def _resend_the_batch(world: World) -> str:
    to = make_destinations()
    world.fault("entries_fail", service="firehose", for_s=2, rate=RATE)
    exhibits.resend_the_batch(world_client("firehose"), to.delivery, _lines())
    stored = arrived(to)["metrics"]
    return f"{len(stored) - len(set(stored)):,} duplicates of {MANY} records, in two seconds of trouble"


def _delete_and_forget(world: World) -> str:
    sqs, handled = world_client("sqs"), list[str]()
    url = sqs.create_queue(QueueName="jobs", Attributes={"VisibilityTimeout": "30"})["QueueUrl"]
    for start in range(0, MANY, 10):
        entries = [{"Id": str(n), "MessageBody": str(start + n)} for n in range(10)]
        sqs.send_message_batch(QueueUrl=url, Entries=entries)
    world.fault("entries_fail", service="sqs", operation="DeleteMessageBatch", for_s=HOUR_S, rate=RATE)
    for pause_s in [1] * (MANY // 10) + [30, 1, 1]:
        exhibits.delete_and_forget(sqs, url, handled.append)
        world.sleep(pause_s)
    return f"{len(handled) - len(set(handled))} of {MANY} jobs are done a second time"


def _trust_the_status(world: World) -> str:
    entries = [{"Source": "usage", "DetailType": "t", "Detail": json.dumps(event)} for event in _events()]
    for place in range(0, MANY, 20):
        entries[place] = entries[place] | {"Detail": entries[place]["Detail"][:-1]}
    events, failed = world_client("events"), list[int]()
    events.meta.events.register("after-call.events.PutEvents", _keep(failed))
    sent = sum(exhibits.trust_the_status(events, entries[n : n + 10]) for n in range(0, MANY, 10))
    return f"{sent} events reported as sent, and {sum(failed)} of them are lost"


def _keep(failed: list[int]) -> Callable[..., None]:
    def keep(parsed: dict[str, Any], **_: Any) -> None:
        failed.append(parsed["FailedEntryCount"])

    return keep


def _check_that_is_always_true(world: World) -> str:
    entries = [{"Source": "usage", "DetailType": "t", "Detail": json.dumps(event)} for event in _events()]
    events, calls = world_client("events"), list[int]()
    events.meta.events.register("after-call.events.PutEvents", _keep(calls))
    for start in range(0, MANY, 10):
        for _ in range(3):  # the scheduler runs a task that raised again, twice
            with suppress(RuntimeError):
                exhibits.check_that_is_always_true(events, entries[start : start + 10])
                break
    again = (len(calls) - MANY // 10) * 10
    return f"no event failed, every task raised, and Airflow's retries publish {again} events again"


EXHIBITS = (
    Exhibit(
        "boto, 2013: unprocessed items are dropped", exhibits.drop_what_comes_back, _drop_what_comes_back
    ),
    Exhibit("lambda-streams-to-firehose, 2017: FailedPutCount isn't read", exhibits.forward, _forward),
    Exhibit("streamalert, 2017: one failure resends the batch", exhibits.resend_the_batch, _resend_the_batch),
    Exhibit(
        "Vector, 2019 to 2023, and RisingWave, 2024: only a call that raises is retried",
        exhibits.retry_a_call_that_raises,
        _retry_a_call_that_raises,
    ),
    Exhibit("sqs-consumer, 2019: Failed isn't read", exhibits.delete_and_forget, _delete_and_forget),
    Exhibit(
        "Airflow, 2023, caught in review: a check that is always true",
        exhibits.check_that_is_always_true,
        _check_that_is_always_true,
    ),
    Exhibit("Segment, 2025: delivery shows 100 %", exhibits.trust_the_status, _trust_the_status),
)
