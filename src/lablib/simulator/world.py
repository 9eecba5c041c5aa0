"""An AWS region on virtual time. Kinesis, Lambda, CloudWatch and the network are put together here.

    with World(seed=7) as world:
        kinesis = boto3.client("kinesis")
        ...

Inside the block boto3 talks to this world and time is virtual. The same seed gives the same run, byte for
byte.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from lablib.simulator import limits
from lablib.simulator.call_forms import called_as, require_seconds, require_seed
from lablib.simulator.clock import unmodelled, unseen_errors
from lablib.simulator.clock.activity import doing
from lablib.simulator.clock.clock import Clock
from lablib.simulator.clock.flow import Flow
from lablib.simulator.clock.virtual_time import VirtualTime
from lablib.simulator.cloudwatch.alarms_api import Alarms
from lablib.simulator.cloudwatch.metrics import Metrics
from lablib.simulator.kinesis.endpoint import KinesisEndpoint
from lablib.simulator.kinesis.state import recording, retention
from lablib.simulator.kinesis.state.model_choices import Policies
from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.stream_metrics import StreamMetrics
from lablib.simulator.lambda_.endpoint import LambdaEndpoint
from lablib.simulator.lambda_.function.function import Function, Handler, Takes
from lablib.simulator.lambda_.function.function_metrics import FunctionMetrics
from lablib.simulator.lambda_.function.functions import Functions
from lablib.simulator.lambda_.function.invocation import Runtime
from lablib.simulator.lambda_.function.invocation_log import InvocationLog
from lablib.simulator.lambda_.region import LambdaRegion
from lablib.simulator.ledger.ledger import Ledger
from lablib.simulator.network import aws_guard, network
from lablib.simulator.network.cloudwatch_hook import CloudWatchHook
from lablib.simulator.network.faults import Fault, Faults, Kind
from lablib.simulator.network.moto_services import Others
from lablib.simulator.network.partial_failures import Hits
from lablib.simulator.opening import Opening
from lablib.simulator.tape.tape import Tape

_recorded: list[list[World]] = []
"""For each `recorded_worlds` that is on: the worlds that were made in it."""


class World:
    """Kinesis, Lambda, CloudWatch and a network. Worlds may be nested; the innermost answers boto3.

    `seed` decides everything that is random. `identify` tells the ledger which records are the same one: by
    default those with the same content. With `by_key` they need the same partition key, too. `stop_after_s`
    is the last moment, in seconds from the start: code that goes on past it is ended with `OutOfTime`. Errors
    call the world by `name`, such as "lab 02", and its seed.
    """

    def __init__(
        self,
        seed: int = 0,
        *,
        start_us: int | None = None,
        policies: Policies | None = None,
        identify: Callable[[bytes], Hashable] | None = None,
        by_key: bool = False,
        stop_after_s: float | None = None,
        name: str = "",
    ) -> None:
        aws_guard.arm()
        require_seed(seed)
        self.seed = seed
        self.label = f"{name}, seed {seed}" if name else f"seed {seed}"
        self.clock = Clock(start_us)
        self.start_us = self.clock.now_us
        if stop_after_s is not None:
            self.clock.stop_at_us = self.start_us + round(stop_after_s * limits.US_PER_S)
        self.ledger = Ledger(identify, by_key=by_key)
        self.metrics = Metrics()
        self.faults = Faults(self.rng("faults"))
        self.policies = dataclasses.replace(policies or Policies())
        self.kinesis = Region(self.clock, self.ledger, StreamMetrics(self.metrics), self.policies)
        others = Others(seed, self.clock.sleep)
        functions = Functions()
        runtime = Runtime(self.clock, functions, self.rng("request ids"))
        self.lambda_ = LambdaRegion(self.kinesis, functions, runtime, self.rng)
        self.network = network.Network(
            self.clock,
            self.rng("latency"),
            self.faults,
            {"kinesis": KinesisEndpoint(self.kinesis), "lambda": LambdaEndpoint(self.lambda_)},
            others.answer,
            lambda: self.time.is_on,
        )
        alarms = Alarms(self.metrics, lambda: self.clock.now_us)
        self.cloudwatch = CloudWatchHook(
            self.metrics, alarms, others.list_metrics, lambda: self.clock.now_us, self.network.wait
        )
        self.time = VirtualTime(self.clock)
        self._opening = Opening(
            seed, self.label, self.clock, self.time, self.network, self.cloudwatch, others.forget
        )
        for made in _recorded:
            self.record()
            made.append(self)

    # --- its life ------------------------------------------------------------------------------------

    def open(self) -> Self:
        """From now on boto3 talks to this world. Time stays real until `time.on()`.

        An interrupt that comes meanwhile is raised at the end, and then the world is closed. Raises
        ClockError if it is open already.
        """
        with self._opening.as_a_whole():
            self._opening.enter()
        return self

    def close(self) -> None:
        """End all flows and give boto3, time and randomness back; main flow only.

        Worlds that were opened inside this one end with it. boto3 doesn't reach AWS afterwards either
        (`aws_guard.py`).
        """
        if self.is_open:
            self.clock.require_hub("close its world")
            self._opening.end()

    @property
    def is_open(self) -> bool:
        """Whether boto3 talks to it, or would if no other world were open inside it."""
        return self._opening.is_open

    def require_open(self) -> None:
        """Raise NoWorldOpen if it is closed."""
        if not self.is_open:
            raise aws_guard.no_world_open(f"the world with {self.label} is closed")

    def __enter__(self) -> Self:
        with self._opening.as_a_whole():
            self._opening.enter()
            self.time.on()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if error is None:
            self.raise_unseen_errors()
        else:
            unseen_errors.add_notes(error, self.clock.take_unseen_errors())

    def raise_unseen_errors(self) -> None:
        """Raise the first error of a spawned flow that nobody joined; its notes name the others."""
        unseen_errors.raise_first(self.clock.take_unseen_errors())

    # --- what a lab does with it ---------------------------------------------------------------------

    def rng(self, purpose: str) -> random.Random:
        """A generator of its own for each purpose, so that one more draw here moves nothing there."""
        return random.Random(f"{self.seed}/{purpose}")

    @called_as('world.spawn(send, name="gateway")')
    def spawn(self, fn: Callable[..., Any], *args: Any, name: str | None = None) -> Flow:
        """Run `fn(*args)` side by side with everything else, on virtual time.

        Raises ClockError for an async function.
        """
        unmodelled.refuse_coroutine_function(fn)
        return self.clock.spawn(fn, *args, name=name)

    def join(self, *flows: Flow) -> list[Any]:
        """Wait for flows; returns what they returned."""
        return [flow.join() for flow in flows]

    @called_as("world.sleep(5)")
    def sleep(self, seconds: float) -> None:
        """Let the world run for `seconds` of virtual time, also while `time.sleep` is real."""
        require_seconds(seconds, "sleep")
        began_s = self.elapsed_s
        with doing("virtual time passes", lambda: (self.elapsed_s - began_s) / max(seconds, 1)):
            self.clock.sleep(seconds)

    @property
    def elapsed_s(self) -> float:
        """Virtual seconds since the world began."""
        return (self.clock.now_us - self.start_us) / limits.US_PER_S

    @called_as('world.fault("http_500", for_s=60)')
    def fault(
        self,
        kind: Kind,
        *,
        after_s: float = 0.0,
        for_s: float,
        rate: float = 1.0,
        service: str = "kinesis",
        operation: str | None = None,
        producer: str | None = None,
        skew_s: float = 0.0,
        hits: Hits | None = None,
        by_s: float = 0.0,
    ) -> Fault:
        """Switch trouble on, `after_s` seconds from now, for `for_s` seconds. The kinds: `faults.py`.

        `service` is "kinesis", "lambda", "dynamodb", "s3", "sns" or "sqs", for entries_fail one of
        `partial_failures.BATCHES`; there `hits`, a function of an entry, may take the place of `rate`.
        `producer` is the name of the flow that it hits (`world.spawn(..., name=...)`), default: everybody.
        `skew_s` is for clock_skew, `by_s` for slow. Raises ValueError for what would never hit anything.
        """
        require_seconds(after_s, "fault: after_s")
        require_seconds(for_s, "fault: for_s")
        start_us = self.clock.now_us + round(after_s * limits.US_PER_S)
        end_us = start_us + round(for_s * limits.US_PER_S)
        fault = self.faults.add(
            kind, start_us, end_us, rate, service, operation, producer, skew_s, hits, by_s
        )
        if kind == "internal_failure":
            self.policies.entry_fault = self.faults.of_entry
        if kind == "empty_read":
            self.policies.empty_read = self.faults.of_read
        return fault

    @called_as('world.deploy(handler, name="book")')
    def deploy(
        self,
        handler: Handler,
        *,
        name: str | None = None,
        timeout_s: int = limits.FUNCTION_TIMEOUT_DEFAULT_S,
        memory_mb: int = limits.FUNCTION_MEMORY_DEFAULT_MB,
        reserved_concurrency: int | None = None,
        cold_start_s: float | None = None,
        takes_s: Takes | None = None,
    ) -> Function:
        """Make `handler(event, context)` a Lambda function; a name that exists gets the new handler.

        Its duration is what it sleeps and waits, and `takes_s` on top: virtual seconds of its own work, or a
        function that tells them from the event. Raises ValueError for a setting that Lambda does not take.
        """
        name = name or str(getattr(handler, "__name__", ""))
        return self.lambda_.functions.deploy(
            Function(
                name,
                handler,
                self.clock.now_us,
                FunctionMetrics(self.metrics, name),
                timeout_s,
                memory_mb,
                cold_start_s=limits.FUNCTION_COLD_START_S if cold_start_s is None else cold_start_s,
                takes_s=limits.FUNCTION_TAKES_S if takes_s is None else takes_s,
            ),
            reserved_concurrency,
        )

    @called_as('world.logs("book")')
    def logs(self, function: str) -> list[InvocationLog]:
        """The log of each invocation of a function, oldest first."""
        return self.lambda_.functions.find(function).logs

    def offer(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Tell the ledger of records that code has to send, before any call has them.

        Each entry is one of PutRecords: its Data (bytes, or text as UTF-8) and its PartitionKey. What is put
        without an offer is known from its first call on; what never gets that far is only known from here.
        """
        told = [(each["Data"], str(each["PartitionKey"])) for each in entries]
        contents = [data.encode() if isinstance(data, str) else bytes(data) for data, _ in told]
        self.ledger.offer(contents, self.clock.now_us, [key for _, key in told])

    def record(self) -> Tape:
        """Keep each record's whole way from now on, as the player wants it. Once is enough.

        Raises ValueError if records were offered before, as a tape without its beginning explains nothing.
        """
        return recording.record(self.kinesis, self.label)

    @property
    def tape(self) -> Tape | None:
        """What `record` keeps; None for a world that isn't recorded."""
        return self.ledger.tape

    def totals(self) -> dict[str, int]:
        """The ledger now: how many records have each fate, and how many were offered."""
        for stream in self.kinesis.streams.values():
            retention.trim(self.kinesis, stream, self.clock.now_us)
        totals = self.ledger.totals(self.clock.now_us)
        return {"offered": self.ledger.offered} | {fate.label: count for fate, count in totals.items()}


@contextmanager
def recorded_worlds() -> Iterator[list[World]]:
    """Each world that is made in this block is recorded; the list has them in the order of their making.

    For runs that make their own world, such as a trial of a check. Nothing else about them changes.
    """
    made: list[World] = []
    _recorded.append(made)
    try:
        yield made
    finally:
        _recorded[:] = [each for each in _recorded if each is not made]
