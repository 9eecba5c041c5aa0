"""The gateways with a producer of one's own: what becomes of their events, and how long a flush takes.

print(fleet_run(send_all, seed=7, shards=4, gateways=60))
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from lablib.scenarios.producer.minute_under_trouble import LOST_ANSWERS_AFTER_S, LOST_ANSWERS_FOR_S
from lablib.scenarios.replay.incident import STREAM, Send, make_stream, replay_incident
from lablib.scenarios.shards.hot_tenant import SPREAD_S, Request, gateway_of, minute
from lablib.scenarios.shards.partition_key_spread import around_the_job
from lablib.simulator import limits
from lablib.simulator.kinesis.operations.put import THROTTLED
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.traffic import event_id_of
from lablib.traffic.events import to_json


@dataclass(frozen=True, slots=True)
class FleetRun:
    """What came of it."""

    events: int
    lost: int
    twice: int
    """Copies in the stream beyond the first of each event."""
    throttled: int
    """How many times a record was throttled; one that is resent can be throttled again."""
    longest_flush_s: float
    """Virtual seconds from the call of the producer until it returned."""

    def __str__(self) -> str:
        return (
            f"{self.events:,} events: {self.lost:,} lost, {self.twice:,} stored twice; "
            f"throttled {self.throttled:,} times; longest flush {self.longest_flush_s:.1f} s"
        )


def fleet_run(
    send_all: Send, *, seed: int, shards: int, gateways: int, minutes: int = 1, lost_answers: bool = False
) -> FleetRun:
    """Play minutes of the incident in a region of their own, through `send_all(kinesis, stream, events)`.

    With `lost_answers` Kinesis stores what arrives in two seconds of the first minute, and doesn't answer.
    """
    with World(seed, identify=event_id_of) as world:
        make_stream(shards)
        if lost_answers:
            world.fault("hang_after_processing", after_s=LOST_ANSWERS_AFTER_S, for_s=LOST_ANSWERS_FOR_S)
        timed = _Timed(world, send_all, own_clients=lost_answers)
        replay_incident(world, timed.send, gateways=gateways, minutes=minutes)
        return timed.run()


def job_run(send_all: Send, *, seed: int, shards: int, gateways: int) -> FleetRun:
    """Play the seconds around lab 04's job, in a region of their own, through `send_all`."""
    with World(seed, identify=event_id_of) as world:
        make_stream(shards)
        timed = _Timed(world, send_all)
        by_gateway = _by_gateway(around_the_job(minute(world, gateways)), gateways)
        flows = [
            world.spawn(_flush_each_second, world, timed.send, number * SPREAD_S / gateways, by_second)
            for number, by_second in sorted(by_gateway.items())
        ]
        world.join(*flows)
        return timed.run()


class _Timed:
    """A producer, and how long its longest call took."""

    def __init__(self, world: World, send_all: Send, *, own_clients: bool = False) -> None:
        self._world, self._send_all, self._own_clients = world, send_all, own_clients
        self._clients: dict[str, Any] = {}
        self._longest_us = 0

    def send(self, kinesis: Any, stream: str, events: list[dict[str, Any]]) -> None:
        """One flush, by the gateway's own client: retries of botocore's have one budget in each."""
        began_us = self._world.clock.now_us
        gateway = str(events[0]["event_id"]).partition("-")[0]
        self._send_all(self._client_of(gateway) if self._own_clients else kinesis, stream, events)
        self._longest_us = max(self._longest_us, self._world.clock.now_us - began_us)

    def _client_of(self, gateway: str) -> Any:
        if gateway not in self._clients:
            self._clients[gateway] = world_client("kinesis")
        return self._clients[gateway]

    def run(self) -> FleetRun:
        """What came of all flushes."""
        ledger = self._world.ledger
        throttled = ledger.rejections_by_code[THROTTLED]
        longest_s = self._longest_us / limits.US_PER_S
        return FleetRun(ledger.offered, ledger.lost, ledger.duplicates, throttled, longest_s)


BySecond = dict[int, list[dict[str, Any]]]


def _by_gateway(requests: Iterable[Request], gateways: int) -> dict[int, BySecond]:
    """The usage events of each gateway, by the second in which their requests were answered."""
    found: dict[int, BySecond] = defaultdict(lambda: defaultdict(list))
    for number, request in enumerate(requests):
        second = request.at_us // limits.US_PER_S
        found[gateway_of(request.session, gateways)][second].append(request.as_dict(number))
    return found


def _flush_each_second(world: World, send: Send, offset_s: float, by_second: BySecond) -> None:
    """One gateway: it writes at the end of a second what it has, a little after the gateway before it."""
    kinesis = world_client("kinesis")
    for second, events in sorted(by_second.items()):
        at_us = round((second + 1 + offset_s) * limits.US_PER_S)
        world.clock.sleep_until(max(at_us, world.clock.now_us))
        world.ledger.offer([to_json(event) for event in events], world.clock.now_us)
        send(kinesis, STREAM, events)
