"""What the plugin's fixtures make: a world, a stream that is ACTIVE, and mappings of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.testing.beside_moto import modelled_services_pass
from lablib.testing.marker import Marker, settings_of

MARKER = "world"


class Test(Protocol):
    """What is used of a pytest.Item."""

    name: str

    def iter_markers(self, name: str) -> Iterator[Marker]:
        """The nearest first."""
        ...


@dataclass(frozen=True, slots=True)
class StreamInTest:
    """A stream as code under test names it."""

    name: str
    arn: str


@contextmanager
def new_world(test: Test) -> Iterator[World]:
    """Open while the block runs. It is recorded, and tells records apart by data and partition key."""
    settings = settings_of(test.iter_markers(MARKER))
    world = World(settings.seed, by_key=True, stop_after_s=settings.stop_after_s, name=test.name)
    world.record()
    with modelled_services_pass(), world:
        yield world


def new_stream(test: Test) -> StreamInTest:
    """A stream in the world that is open."""
    settings = settings_of(test.iter_markers(MARKER))
    kinesis = world_client("kinesis")
    kinesis.create_stream(StreamName=settings.stream, ShardCount=settings.shards)
    kinesis.get_waiter("stream_exists").wait(StreamName=settings.stream)
    about = kinesis.describe_stream_summary(StreamName=settings.stream)["StreamDescriptionSummary"]
    return StreamInTest(settings.stream, about["StreamARN"])


@dataclass(frozen=True, slots=True)
class NewMapping:
    """Maps a test's stream to functions."""

    world: World
    stream: StreamInTest

    def __call__(self, handler: Callable[[Any, Any], Any] | str, **settings: Any) -> dict[str, Any]:
        """A mapping that is Enabled; returns what CreateEventSourceMapping answers.

        `handler(event, context)` becomes a function of its own name, with Lambda's defaults. To give it a
        timeout, a name or a duration, use `world.deploy(handler, ...)` first, and put the function's name
        here. `settings` are members of CreateEventSourceMapping. Without a StartingPosition it reads from
        TRIM_HORIZON.
        """
        name = handler if isinstance(handler, str) else self.world.deploy(handler).name
        functions = world_client("lambda")
        answer: dict[str, Any] = functions.create_event_source_mapping(
            FunctionName=name,
            **({"EventSourceArn": self.stream.arn, "StartingPosition": "TRIM_HORIZON"} | settings),
        )
        while functions.get_event_source_mapping(UUID=answer["UUID"])["State"] != "Enabled":
            time.sleep(1)  # virtual
        return answer
