"""A region without a network: operations are called as the service calls them, at the clock's time."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from lablib.simulator import limits
from lablib.simulator.api import constraints
from lablib.simulator.api.errors import AwsError
from lablib.simulator.clock.clock import Clock
from lablib.simulator.cloudwatch.metrics import Metrics
from lablib.simulator.kinesis.operations import (
    account_settings,
    capacity_mode,
    consumers,
    list_shards,
    stream_lifecycle,
    stream_settings,
    tags,
)
from lablib.simulator.kinesis.state.model_choices import Policies
from lablib.simulator.kinesis.state.region import Operation, Region
from lablib.simulator.kinesis.stream_metrics import StreamMetrics
from lablib.simulator.ledger.ledger import Ledger


class ControlPlane:
    """Calls the operations that are not about records. Times are in seconds since the world began."""

    operations: ClassVar[dict[str, Operation]] = {
        name: operation
        for module in (
            stream_lifecycle,
            list_shards,
            capacity_mode,
            stream_settings,
            account_settings,
            tags,
            consumers,
        )
        for name, operation in module.OPERATIONS.items()
    }

    def __init__(self) -> None:
        self.region = Region(Clock(), Ledger(), StreamMetrics(Metrics()), Policies())

    def __call__(self, operation: str, **params: Any) -> dict[str, Any]:
        constraints.check("kinesis", operation, params)
        return self.operations[operation](self.region, params, self.region.clock.now_us)

    def refused(self, operation: str, **params: Any) -> tuple[str, str]:
        """Code and message of the error that the call must raise."""
        with pytest.raises(AwsError) as caught:
            self(operation, **params)
        return caught.value.code, caught.value.message

    def at(self, time_s: float) -> None:
        """Let the world run until then."""
        self.region.clock.run_until(at_us(time_s))

    def create(self, name: str = "usage", shards: int = 1, **params: Any) -> None:
        """An ACTIVE stream, ten seconds later."""
        self("CreateStream", StreamName=name, ShardCount=shards, **params)
        self.region.clock.sleep(limits.CREATE_STREAM_S)

    def status(self, name: str = "usage") -> str:
        stream = self.region.streams.get(name)
        return stream.status if stream else "gone"

    def statuses(self, until_s: int, name: str = "usage") -> list[tuple[int, str]]:
        """Every state that the stream comes into from now on, with its second."""
        began_s = round(self.region.clock.now_s) - limits.WORLD_START_S
        timeline = [(began_s, self.status(name))]
        for second in range(began_s + 1, until_s + 1):
            self.at(second)
            if self.status(name) != timeline[-1][1]:
                timeline.append((second, self.status(name)))
        return timeline


def at_us(time_s: float) -> int:
    return limits.WORLD_START_S * limits.US_PER_S + round(time_s * limits.US_PER_S)


@pytest.fixture
def kinesis() -> ControlPlane:
    return ControlPlane()
