"""Grades redrive: queues of messages that a mapping has written, and the stream that they point into."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from typing import Any, NamedTuple

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.mapping.given_up import Given, GivenUp, give_up
from lablib.simulator.world import World
from lablib.teaching.checks.attempt import Attempt, observe
from lablib.teaching.checks.awkward_reads import (
    READ_FAILED,
    Reads,
    bring_little,
    count_reads,
    fail_once,
    newest_first,
)
from lablib.teaching.checks.findings import ANY, Finding
from lablib.teaching.checks.grader import Grader
from lablib.teaching.checks.learner_traceback import words_of

import boto3
from botocore.exceptions import ClientError


class Scene(NamedTuple):
    """A queue, and how the shard answers its reader."""

    given: Given
    most: int = 0
    """A read brings so many records, and every other read none; 0 for all that there is."""
    fails: int = 0
    """The read that raises; 0 for none."""


SCENES = {
    "two shards": Scene(Given(80, range(5, 80, 17), "usage-eu", shards=2, batch_size=10)),
    "dropped for their age": Scene(Given(30, shards=2, throttled=True)),
    "more than ten messages": Scene(Given(60, range(2, 60, 5), batch_size=2)),
    "a few records per read": Scene(Given(60, (30, 33), batch_size=20), most=4),
    "a read fails": Scene(Given(40, (5, 25), "usage-eu", batch_size=10), fails=2),
}
THROTTLED_SHARE = 0.1
"""A redrive that has more of its reads throttled asks without a pause."""
ERRORS = (ValueError, ConnectionError, KeyError)
"""What handle raises for one malformed event after the other."""


@dataclass(slots=True)
class Seen(Attempt):
    """What the messages spoke of, and what was handled."""

    scene: Scene = field(kw_only=True)
    about: GivenUp = field(default_factory=lambda: GivenUp("", {}, set(), {}, {}))
    left: int = 0
    """Messages that are in the queue at the end."""
    tried: Counter[str] = field(default_factory=Counter)
    """How often handle was called with each event."""
    strange: list[Any] = field(default_factory=list)
    """What handle was given and is no event."""
    unsafe: int = 0
    """Messages that were deleted before their last event was handled."""
    reads: Reads = field(default_factory=Reads)
    read_failed: bool = False
    """The error of the read came out of it, as it may."""

    @property
    def numbers(self) -> dict[str, str]:
        """Sequence number of each event that the messages speak of, by its id."""
        return self.about.numbers

    @property
    def messages(self) -> int:
        return len(set(self.about.message_of.values()))

    @property
    def open_messages(self) -> int:
        """Messages with an event that was not tried."""
        return len({message for event, message in self.about.message_of.items() if event not in self.tried})


def waiting(world: World, sqs: Any, url: str) -> int:
    """Messages that are in the queue or in somebody's hands.

    Asked in a flow beside the learner's, because the calls in that one count as the learner's.
    """
    return int(world.spawn(_waiting, sqs, url).join())


def _waiting(sqs: Any, url: str) -> int:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(found[name]) for name in names)


def play(fn: Callable[..., Any], name: str) -> Seen:
    seen = Seen(name, scene=SCENES[name])
    with fresh_world(seed=5) as world:
        seen.about = give_up(world, seen.scene.given)
        sqs, kinesis, url = boto3.client("sqs"), boto3.client("kinesis"), seen.about.url
        if seen.scene.most:
            bring_little(world, kinesis, seen.scene.most)
        fail_once(kinesis, seen.scene.fails)
        newest_first(sqs)
        seen.reads = count_reads(world, kinesis)
        handle = _handler(seen, lambda: waiting(world, sqs, url))

        def run(*given: Any) -> Any:
            try:
                return fn(*given)
            except ClientError as error:
                seen.read_failed = error.response["Error"]["Code"] == READ_FAILED
                if not seen.read_failed:
                    raise
                return []
            finally:
                seen.left = waiting(world, sqs, url)

        observe(seen, world, run, (url, handle), (sqs, kinesis))
    return seen


def _handler(seen: Seen, left: Callable[[], int]) -> Callable[[Any], None]:
    """What the learner's function calls for each event; it sees whether the event's message is still there."""
    to_come = Counter(seen.about.message_of.values())
    errors = dict(zip(sorted(seen.about.bad), cycle(ERRORS), strict=False))

    def handle(data: Any) -> None:
        event = seen.about.ids.get(data) if isinstance(data, bytes) else None
        if event is None:
            seen.strange.append(data)
            raise ValueError("this is no usage event")
        seen.tried[event] += 1
        message = seen.about.message_of.get(event)
        if message is not None and seen.tried[event] == 1:
            to_come[message] -= 1
            if not to_come[message]:  # its last event: asked before the message counts as done
                done = sum(many < 0 for many in to_come.values())
                seen.unsafe += left() < len(to_come) - done
                to_come[message] = -1
        if event in errors:
            raise errors[event]("this event is malformed")

    return handle


def trials() -> list[tuple[str, Callable[[Any], Seen]]]:
    return [(name, partial(play, name=name)) for name in SCENES]


def looks_for_more(seen: Seen) -> Finding | None:
    """It looked into the message for what is not there."""
    if not isinstance(seen.error, KeyError):
        return None
    if seen.error.args[0] == "responseContext":
        return "08.2.response-context", {}
    return ("08.2.no-data", {"field": seen.error.args[0]}) if seen.error.args[0] in NOT_THERE else None


NOT_THERE = ("payload", "Records", "records", "data", "Data")


def too_fast(seen: Seen) -> Finding | None:
    code = seen.error.response["Error"]["Code"] if isinstance(seen.error, ClientError) else ""
    if code != "ProvisionedThroughputExceededException":
        return None
    return "08.2.too-fast", {"behind": len(seen.numbers.keys() - seen.tried)}


def hurries(seen: Seen) -> Finding | None:
    """It reads on without a pause, and boto3 hides from it that the shard says no."""
    made, throttled = seen.reads.made, seen.reads.throttled
    if throttled <= THROTTLED_SHARE * made:
        return None
    return "08.2.reads-too-often", {"reads": made, "throttled": throttled}


def stopped(seen: Seen) -> Finding | None:
    if not isinstance(seen.error, ERRORS) or "is malformed" not in words_of(seen.error):
        return None
    return "08.2.stopped", {"behind": len(seen.numbers.keys() - seen.tried)}


def no_event(seen: Seen) -> Finding | None:
    if not seen.strange:
        return None
    given = seen.strange[0]
    return "08.2.no-event", {"given": repr(given)[:60], "kind": type(given).__name__}


def forgotten(seen: Seen) -> Finding | None:
    """A read failed, and a message is gone whose events were not all tried."""
    gone = seen.open_messages - seen.left
    return ("08.2.forgotten", {"gone": gone}) if seen.scene.fails and gone > 0 else None


def deleted_first(seen: Seen) -> Finding | None:
    return ("08.2.deleted-first", {"unsafe": seen.unsafe}) if seen.unsafe else None


def beyond(seen: Seen) -> Finding | None:
    others = seen.tried.keys() - seen.numbers.keys()
    return ("08.2.beyond", {"others": len(others)}) if others else None


def messages_left(seen: Seen) -> Finding | None:
    return ("08.2.messages-left", {"left": seen.left}) if seen.left else None


def missing(seen: Seen) -> Finding | None:
    gone = sorted(seen.numbers.keys() - seen.tried.keys(), key=lambda each: int(seen.numbers[each]))
    if not gone:
        return None
    return "08.2.missing", {"gone": len(gone), "first_gone": f"{gone[0]}, {seen.numbers[gone[0]]}"}


def twice(seen: Seen) -> Finding | None:
    again = sum(many > 1 for many in seen.tried.values())
    return ("08.2.twice", {"again": again}) if again else None


def when_reads_work(ask: Callable[[Seen], Finding | None]) -> Callable[[Seen], Finding | None]:
    """A question that has no one answer when a read has failed."""
    return lambda seen: None if seen.scene.fails else ask(seen)


def no_list(seen: Seen) -> Finding | None:
    is_list = isinstance(seen.returned, (list, tuple, set, frozenset))
    return None if is_list else ("08.2.no-list", {"kind": type(seen.returned).__name__})


def no_numbers(seen: Seen) -> Finding | None:
    other = next((each for each in seen.returned if not isinstance(each, str)), "")
    return None if isinstance(other, str) else ("08.2.no-numbers", {"kind": type(other).__name__})


def unnamed(seen: Seen) -> Finding | None:
    right = {seen.numbers[each] for each in seen.about.bad}
    named = set(seen.returned)
    if named == right:
        return None
    return "08.2.unnamed", {"right": len(right), "named": len(named), "wrong": len(named - right)}


def facts(seen: Seen) -> dict[str, Any]:
    return {
        "messages": seen.messages,
        "spoken_of": len(seen.numbers),
        "handled": len(seen.tried.keys() - seen.about.bad),
        "bad": len(seen.about.bad),
    }


def totals(seen: Sequence[Seen]) -> dict[str, Any]:
    whole = [each for each in seen if not each.scene.fails]
    return {name: sum(facts(each)[name] for each in whole) for name in ("messages", "handled", "bad")}


grade = Grader(
    trials=trials,
    questions=(
        looks_for_more,
        too_fast,
        stopped,
        *ANY,
        no_event,
        forgotten,
        beyond,
        *map(when_reads_work, (messages_left, missing, deleted_first, twice, no_list, no_numbers, unnamed)),
        hurries,
    ),
    facts=facts,
    columns="08.2.columns",
    row="08.2.row",
    totals=totals,
).grade
