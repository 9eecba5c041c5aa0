"""The simulator: a world of its own for each case, on virtual time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.config import Config

from lablib.conformance.environment import Deployed, Environment, Handler, Invocation
from lablib.simulator import limits
from lablib.simulator.world import World


@dataclass(slots=True)
class _Function:
    name: str
    arn: str
    seen: list[Invocation] = field(default_factory=list)

    def invocations(self) -> list[Invocation]:
        return list(self.seen)

    def events(self) -> list[dict[str, Any]]:
        return [each.event for each in self.seen]


class Simulator:
    """A world as the endpoint of a case."""

    account = limits.ACCOUNT_ID
    region = limits.REGION

    def __init__(self, world: World) -> None:
        self.world = world
        self.metrics_after_s: float = limits.METRIC_PERIOD_S + world.metrics.visible_after_s

    def client(self, service: str, config: Config) -> Any:
        """As `Endpoint.client`."""
        return boto3.client(service, config=config)

    def wait(self, seconds: float) -> None:
        """As `Endpoint.wait`."""
        time.sleep(seconds)

    def at_once(self, calls: Sequence[Callable[[], Any]]) -> list[Any]:
        """As `Endpoint.at_once`."""
        return self.world.join(*[self.world.spawn(call) for call in calls])

    def deploy(self, name: str, handler: Handler, settings: dict[str, Any]) -> Deployed:
        """As `Endpoint.deploy`."""
        function = _Function(name, f"arn:aws:lambda:{self.region}:{self.account}:function:{name}")

        def recording(event: dict[str, Any], context: Any) -> Any:
            function.seen.append(Invocation(time.time(), event))
            return handler(event, context)

        self.world.deploy(recording, name=name, **settings)
        return function


@contextmanager
def simulator(prefix: str) -> Iterator[Environment]:
    """A fresh region for one case."""
    with World(seed=1, name=prefix) as world:
        yield Environment(Simulator(world), prefix)
