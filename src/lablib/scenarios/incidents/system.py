"""The company's system: gateways write usage to a stream, a function books it, alarms watch.

    system = System(world, Setup())
    system.start(hours=...)

All of it is made through boto3 calls of the kind that labs 01 to 08 teach.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lablib.scenarios.incidents import handlers, producers, traffic
from lablib.scenarios.incidents.books import Books
from lablib.scenarios.incidents.gateways import GATEWAY, Gateways
from lablib.scenarios.incidents.logged import Logged
from lablib.scenarios.incidents.own_handler import stoppable
from lablib.scenarios.incidents.setup import Setup
from lablib.scenarios.replay.incident import STREAM, make_stream
from lablib.scenarios.shards.alarms import region_alarms
from lablib.simulator import limits
from lablib.simulator.network.clients import world_client
from lablib.simulator.network.faults import Fault
from lablib.simulator.world import World
from lablib.traffic.diurnal_usage import day
from lablib.traffic.load_generator import feed

QUEUE = "booking-failures"
SHARD_METRICS = ["IncomingRecords", "WriteProvisionedThroughputExceeded", "IteratorAgeMilliseconds"]


class System:
    """Everything that runs in a game's world, and what only the judge may look at."""

    def __init__(self, world: World, setup: Setup) -> None:
        self.world = world
        self.setup = setup
        self.books = Books(setup.row_s)
        self.gateways = Gateways(world, setup)
        self.changes: list[Logged] = []
        """The change log: what people deployed and configured."""
        self.happened: list[Logged] = []
        """What really happened; shown when the game is over."""
        self.deployed: dict[str, list[str]] = {handlers.FUNCTION: [setup.handler], GATEWAY: [setup.producer]}
        """Names of the versions, oldest first."""
        self._own_code: dict[tuple[str, str], Callable[..., Any]] = {}
        """By what it is a version of, and its name."""
        self.denied: Fault | None = None
        """While Lambda may not write to the failure queue."""
        self.readers: list[str] = []
        """Functions of other teams that read the stream."""

    # --- its life ------------------------------------------------------------------------------------

    def start(self, hours: float) -> None:
        """Make everything, and let the gateways write for so many hours from the night's first moment."""
        before = traffic.before(self.setup, self.world.seed, self.night_us)
        night = day(self.setup.per_s, hours, self.world.seed, self.night_us)
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
        self.gateways.start(self.kinesis, before, night)
        # Without the stream there would be no night left to play and none to judge.
        self._deny("kinesis", "DeleteStream")

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

    def add_usage(self, per_s: float, from_min: float, until_min: float, name: str) -> None:
        """More usage than on other days, in minutes of the game that are still to come."""
        shift_us = round(from_min * 60 * limits.US_PER_S)
        more = day(per_s, (until_min - from_min) / 60, self.world.seed, self.night_us)
        self.gateways.add(
            each._replace(event_id=f"{name}{number:05d}", at_us=each.at_us + shift_us)
            for number, each in enumerate(more)
        )

    # --- deployments -----------------------------------------------------------------------------------

    def deploy(self, what: str, version: str) -> None:
        """Put a version of `book-usage` or of the gateway into service, at once."""
        own = self._own_code.get((what, version))
        if what == GATEWAY:
            if own:
                self.gateways.deploy_own(own)
            else:
                self.gateways.deploy(version)
        else:
            self._put_function(stoppable(own) if own else handlers.VERSIONS[version].handler)
        self.deployed[what].append(version)
        self.changed(f"deployed {what} {version}")

    def deploy_handler(self, handler: Callable[[Any, Any], Any]) -> str:
        """Put somebody's own handler into service as `book-usage`; returns the version's name."""
        self._put_function(stoppable(handler))
        return self._own(handlers.FUNCTION, handler)

    def deploy_send(self, send: producers.Send) -> str:
        """Put somebody's own sender on the gateways; returns the version's name."""
        self.gateways.deploy_own(send)
        return self._own(GATEWAY, send)

    def own_versions(self, what: str) -> list[str]:
        """Names of the versions of somebody's own, oldest first."""
        return [name for of, name in self._own_code if of == what]

    def _own(self, what: str, code: Callable[..., Any]) -> str:
        version = f"yours-{len(self.own_versions(what)) + 1}"
        self._own_code[what, version] = code
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
        self.denied = self._deny("sqs", "SendMessage")

    def allow_queue(self) -> None:
        """It may again."""
        if self.denied is not None:
            self.world.faults.remove(self.denied)
            self.denied = None

    def _deny(self, service: str, operation: str) -> Fault:
        """From now on nobody may call it."""
        rest_s = 24 * limits.S_PER_HOUR
        return self.world.fault("access_denied", for_s=rest_s, service=service, operation=operation)

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

    def has_mapping(self, function: str) -> bool:
        """Whether the stream is mapped to a function; also while the mapping is being deleted."""
        return any(each.function.name == function for each in self.world.lambda_.mappings.values())

    def mapping_of(self, function: str) -> str:
        """UUID of the mapping of a function. Raises ValueError if it has none."""
        found = self.lambda_.list_event_source_mappings(FunctionName=function)["EventSourceMappings"]
        if not found:
            raise ValueError(f"no mapping calls {function!r}; look at describe, what='mapping'")
        return str(found[-1]["UUID"])


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
