"""The company's system: gateways write usage to a stream, a function books it, alarms watch.

    system = System(world, Setup())
    system.start(hours=...)

All of it is made through boto3 calls of the kind that labs 01 to 08 teach.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from lablib.scenarios.incidents import handlers, producers, traffic
from lablib.scenarios.incidents.books import Books
from lablib.scenarios.incidents.setup import Setup
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.scenarios.shards.alarms import region_alarms
from lablib.simulator import limits
from lablib.simulator.network.clients import world_client
from lablib.simulator.network.faults import Fault
from lablib.simulator.world import World
from lablib.traffic.diurnal_usage import Usage, day
from lablib.traffic.load_generator import feed

QUEUE = "booking-failures"
GATEWAY = "gateway"
"""Name of the flow that sends, and of what the pipeline deploys there."""
SHARD_METRICS = ["IncomingRecords", "WriteProvisionedThroughputExceeded", "IteratorAgeMilliseconds"]

Change = Callable[[dict[str, Any]], dict[str, Any]]
"""What happens to a usage event before its gateway sends it."""


class Logged(NamedTuple):
    """Something that happened, and when, in seconds since the epoch."""

    at_s: float
    text: str


class System:
    """Everything that runs in a game's world, and what only the judge may look at."""

    def __init__(self, world: World, setup: Setup) -> None:
        self.world = world
        self.setup = setup
        self.books = Books(setup.row_s)
        self.changes: list[Logged] = []
        """The change log: what people deployed and configured."""
        self.happened: list[Logged] = []
        """What really happened; shown when the game is over."""
        self.gateway_log: list[Logged] = []
        self.given_up: list[dict[str, Any]] = []
        """Events that the producer returned as not sent."""
        self.deployed: dict[str, list[str]] = {handlers.FUNCTION: [setup.handler], GATEWAY: [setup.producer]}
        """Names of the versions, oldest first."""
        self.send: producers.Send = producers.VERSIONS[setup.producer].send
        self.flush_every_s = producers.VERSIONS[setup.producer].flush_every_s or setup.flush_every_s
        self.denied: Fault | None = None
        """While Lambda may not write to the failure queue."""
        self.change_event: Change = _as_it_is
        self.readers: list[str] = []
        """Functions of other teams that read the stream."""
        self._events: list[Usage] = []
        self._times_us: list[int] = []
        self._spooled: list[dict[str, Any]] = []
        self._to_replay: list[dict[str, Any]] = []
        self._is_replaying = False

    # --- its life ------------------------------------------------------------------------------------

    def start(self, hours: float) -> None:
        """Make everything, and let the gateways write for so many hours from the night's first moment."""
        before = traffic.before(self.setup, self.world.seed, self.night_us)
        night = day(self.setup.per_s, hours, self.world.seed, self.night_us)
        self._events = [*before, *night]
        self._times_us = [event.at_us for event in self._events]
        self._make_stream()
        self.kinesis = world_client("kinesis")
        self.lambda_ = world_client("lambda")
        if self.setup.retention_h > limits.RETENTION_DEFAULT_H:
            self.kinesis.increase_stream_retention_period(
                StreamName=STREAM, RetentionPeriodHours=self.setup.retention_h
            )
        if before:
            feed(self.world, STREAM, before).join()
            self.world.clock.sleep_until(self.night_us)
        self.kinesis.enable_enhanced_monitoring(StreamName=STREAM, ShardLevelMetrics=SHARD_METRICS)
        world_client("sqs").create_queue(QueueName=QUEUE)
        self._deploy_functions()
        self.create_mapping("TRIM_HORIZON")
        for reader in self.setup.readers:
            self.add_reader(reader)
        cloudwatch = world_client("cloudwatch")
        for alarm in [*region_alarms(self.setup.shards), *_function_alarms()]:
            cloudwatch.put_metric_alarm(**alarm)
        self.world.spawn(self._serve, len(before), name=GATEWAY)

    @property
    def night_us(self) -> int:
        """When the night begins: what comes before it, the company has behind it."""
        return self.world.start_us + round(self.setup.before_h * limits.S_PER_HOUR) * limits.US_PER_S

    def at(self, minute: float, do: Callable[[], None]) -> None:
        """Call `do` at a minute of the game, in a flow of its own."""

        def run() -> None:
            self.world.clock.sleep_until(self.night_us + round(minute * 60 * limits.US_PER_S))
            do()

        self.world.spawn(run, name="change")

    def changed(self, text: str) -> None:
        """Somebody changed something: a line of the change log."""
        self.changes.append(Logged(self.now_s, text))

    def tell(self, text: str) -> None:
        """A line of the truth."""
        self.happened.append(Logged(self.now_s, text))

    @property
    def now_s(self) -> float:
        """Virtual seconds since the epoch."""
        return self.world.clock.now_s

    def _make_stream(self) -> None:
        """Provisioned, or on demand with the shards that such a stream begins with."""
        if self.setup.mode == "PROVISIONED":
            make_stream(self.setup.shards)
            return
        kinesis = world_client("kinesis")
        kinesis.create_stream(StreamName=STREAM, StreamModeDetails={"StreamMode": self.setup.mode})
        kinesis.get_waiter("stream_exists").wait(StreamName=STREAM)

    # --- deployments -----------------------------------------------------------------------------------

    def deploy(self, what: str, version: str) -> None:
        """Put a version of `book-usage` or of the gateway into service, at once."""
        if what == GATEWAY:
            self.send = producers.VERSIONS[version].send
            self.flush_every_s = producers.VERSIONS[version].flush_every_s or self.setup.flush_every_s
        else:
            self._put_function(handlers.VERSIONS[version].handler)
        self.deployed[what].append(version)
        self.changed(f"deployed {what} {version}")

    def deploy_handler(self, handler: Callable[[Any, Any], Any]) -> str:
        """Put somebody's own handler into service as `book-usage`; returns the version's name."""
        self._put_function(handler)
        return self._own(handlers.FUNCTION)

    def deploy_send(self, send: producers.Send) -> str:
        """Put somebody's own sender on the gateways; returns the version's name."""
        self.send = send
        return self._own(GATEWAY)

    def _own(self, what: str) -> str:
        version = f"yours-{sum(name.startswith('yours') for name in self.deployed[what]) + 1}"
        self.deployed[what].append(version)
        self.changed(f"deployed {what} {version}")
        return version

    def _put_function(self, handler: Callable[[Any, Any], Any], name: str = handlers.FUNCTION) -> None:
        self.world.deploy(handler, name=name, timeout_s=self.setup.timeout_s)

    def _deploy_functions(self) -> None:
        self._put_function(handlers.VERSIONS[self.setup.handler].handler)
        self._put_function(handlers.book_missing, handlers.MISSING)
        self._put_function(handlers.book_usage, handlers.COPY)

    def deny_queue(self) -> None:
        """From now on the booking function's role may not write to the failure queue."""
        rest_s = 24 * limits.S_PER_HOUR
        self.denied = self.world.fault("access_denied", for_s=rest_s, service="sqs", operation="SendMessage")

    def allow_queue(self) -> None:
        """It may again."""
        if self.denied is not None:
            self.world.faults.remove(self.denied)
            self.denied = None

    # --- the mapping -------------------------------------------------------------------------------------

    @property
    def stream_arn(self) -> str:
        """Of the usage stream."""
        return self.world.kinesis.streams[STREAM].arn

    def create_mapping(self, position: str, **settings: Any) -> None:
        """Map the stream to the booking function, as the company's template does."""
        self.lambda_.create_event_source_mapping(
            FunctionName=handlers.FUNCTION,
            EventSourceArn=self.stream_arn,
            StartingPosition=position,
            BatchSize=self.setup.batch_size,
            **self.setup.mapping,
            **settings,
        )

    @property
    def mapping(self) -> str:
        """UUID of the booking function's mapping of the stream. Raises ValueError while there is none."""
        return self.mapping_of(handlers.FUNCTION)

    def delete_mapping(self) -> None:
        """Take it away; its place in the stream goes with it."""
        self.lambda_.delete_event_source_mapping(UUID=self.mapping)

    def add_reader(self, name: str, **where: Any) -> None:
        """Another team's function reads the stream from now on; `where` may name a consumer of the stream."""
        self.readers.append(name)
        self.world.deploy(handlers.look_at, name=name, timeout_s=self.setup.timeout_s)
        given = {"EventSourceArn": self.stream_arn, "StartingPosition": "LATEST"} | where
        self.lambda_.create_event_source_mapping(FunctionName=name, **given)

    def mapping_of(self, function: str) -> str:
        """UUID of the mapping of a function. Raises ValueError if it has none."""
        found = self.lambda_.list_event_source_mappings(FunctionName=function)["EventSourceMappings"]
        if not found:
            raise ValueError(f"no mapping calls {function!r}; look at describe, what='mapping'")
        return str(found[-1]["UUID"])

    # --- the gateways ------------------------------------------------------------------------------------

    def _serve(self, first: int) -> None:
        """Write what was served, flush by flush, from the event of this number on."""
        clock = self.world.clock
        while first < len(self._events):
            every_us = self.flush_every_s * limits.US_PER_S
            clock.sleep_until(clock.now_us - clock.now_us % every_us + every_us)
            end = bisect_left(self._times_us, clock.now_us)
            events = [self.change_event(event.as_dict()) for event in self._events[first:end]]
            first = end
            self._flush(events)

    def _flush(self, events: list[dict[str, Any]]) -> None:
        """A sender that raises keeps its events for the next flush."""
        pending, self._spooled = [*self._spooled, *events], []
        if not pending:
            return
        try:
            left = self.send(self.kinesis, STREAM, pending)
        except Exception as error:  # noqa: BLE001 - any version may be deployed; its log says what it did
            self._spooled = pending
            self.gateway_log.append(Logged(self.now_s, f"ERROR flush of {len(pending)} failed: {error!r}"))
            return
        if left:
            self.given_up += left
            self.gateway_log.append(Logged(self.now_s, f"WARN gave up {len(left)} of {len(pending)} events"))

    def _replay(self) -> None:
        """Between the flushes, each minute a third of what the shards take; what is refused comes again."""
        clock, minute_us = self.world.clock, limits.METRIC_PERIOD_S * limits.US_PER_S
        while self._to_replay:
            clock.sleep_until(clock.now_us - clock.now_us % minute_us + 3 * minute_us // 2)
            shards = len(self.world.kinesis.streams[STREAM].open_shards)
            count = max(1, shards * self.setup.shard_takes_a_min // 3)
            now, self._to_replay = self._to_replay[:count], self._to_replay[count:]
            try:
                self._to_replay += self.send(self.kinesis, STREAM, now)
            except Exception as error:  # noqa: BLE001 - as in a flush
                self._to_replay += now
                self.gateway_log.append(Logged(self.now_s, f"ERROR replay of {len(now)} failed: {error!r}"))
        self._is_replaying = False

    def served(self, from_s: float, until_s: float) -> Iterable[tuple[str, float]]:
        """What the gateways served in a span of time: each event's id and its time, from their own books."""
        span = (bisect_left(self._times_us, round(at_s * limits.US_PER_S)) for at_s in (from_s, until_s))
        return [(event.event_id, event.at_us / limits.US_PER_S) for event in self._events[slice(*span)]]

    @property
    def spooled_ids(self) -> set[str]:
        """Ids of the events that wait at the gateways for their next flush."""
        return {event["event_id"] for event in (*self._spooled, *self._to_replay)}

    def add_usage(self, per_s: float, from_min: float, until_min: float, name: str) -> None:
        """More usage than on other days, in minutes of the game that are still to come."""
        shift_us = round(from_min * 60 * limits.US_PER_S)
        more = day(per_s, (until_min - from_min) / 60, self.world.seed, self.night_us)
        renamed = [
            each._replace(event_id=f"{name}{number:05d}", at_us=each.at_us + shift_us)
            for number, each in enumerate(more)
        ]
        self._events = sorted([*self._events, *renamed], key=lambda event: event.at_us)
        self._times_us = [event.at_us for event in self._events]

    def resend(self, since_s: float, until_s: float, missing_only: bool = False) -> int:
        """Replay the gateways' spool: send what was served in this span once more; returns how many.

        They go out a minute's portion after the other.
        `missing_only` leaves out what has a line in the books by now.
        """
        ids = {event_id for event_id, _ in self.served(since_s, until_s)}
        if missing_only:
            ids -= self.books.lines.keys()
        events = [self.change_event(each.as_dict()) for each in self._events if each.event_id in ids]
        self._to_replay += events
        if not self._is_replaying:
            self._is_replaying = True
            self.world.spawn(self._replay, name=f"{GATEWAY} replay")
        return len(events)


def _as_it_is(event: dict[str, Any]) -> dict[str, Any]:
    return event


def clock_text(at_s: float) -> str:
    """A time as the game shows it."""
    return f"{datetime.fromtimestamp(at_s, UTC):%H:%M}"


def _function_alarms() -> list[dict[str, Any]]:
    """Two more than lab 04 has, on the booking function."""
    rows = [
        ("e: function fails", "Errors", "Sum", 0.0),
        ("f: consumer is late", "IteratorAge", "Maximum", 300_000.0),
    ]
    return [
        {
            "AlarmName": name,
            "Namespace": "AWS/Lambda",
            "MetricName": metric,
            "Dimensions": [{"Name": "FunctionName", "Value": handlers.FUNCTION}],
            "Statistic": statistic,
            "Period": limits.METRIC_PERIOD_S,
            "ComparisonOperator": "GreaterThanThreshold",
            "Threshold": threshold,
            "DatapointsToAlarm": 3,
            "EvaluationPeriods": 5,
            "TreatMissingData": "notBreaching",
        }
        for name, metric, statistic, threshold in rows
    ]
