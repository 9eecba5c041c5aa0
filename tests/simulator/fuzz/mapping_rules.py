"""Mappings of random settings, and functions that fail, time out, or return nonsense."""

from __future__ import annotations

import json
from typing import Any

import boto3
from fuzz_base import STREAMS, FuzzBase, names, step
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition
from mapped import Mapped
from observed_function import BEHAVIORS, ObservedFunction

from lablib.simulator import limits

MOST_MAPPINGS = 3
QUEUE = "failed"
QUEUE_ARN = f"arn:aws:sqs:us-east-1:{limits.ACCOUNT_ID}:{QUEUE}"
EVEN = json.dumps({"data": {"even": [True]}})
behaviors = st.lists(st.sampled_from(BEHAVIORS), min_size=1, max_size=3)
changes = st.fixed_dictionaries(
    {},
    optional={
        "BatchSize": st.sampled_from([1, 2, 7, 100]),
        "MaximumBatchingWindowInSeconds": st.sampled_from([0, 1, 5]),
        "ParallelizationFactor": st.sampled_from([1, 2, 5]),
        "BisectBatchOnFunctionError": st.booleans(),
        "MaximumRetryAttempts": st.sampled_from([0, 1, 3, -1]),
        "MaximumRecordAgeInSeconds": st.sampled_from([-1, 60]),
        "DestinationConfig": st.sampled_from([{"OnFailure": {"Destination": QUEUE_ARN}}, {}]),
        "FilterCriteria": st.sampled_from([{}, {"Filters": [{"Pattern": EVEN}]}]),
        "TumblingWindowInSeconds": st.sampled_from([0, 10]),
        "FunctionResponseTypes": st.sampled_from([[], ["ReportBatchItemFailures"]]),
    },
)
starts = st.sampled_from(["TRIM_HORIZON", "TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"])
extras = st.sampled_from(["", "off", "fan"])
some_mapping = precondition(lambda machine: bool(machine.living))
which_one = st.integers(0, MOST_MAPPINGS - 1)


class MappingRules(FuzzBase):
    """Create, change, enable, disable, delete. A mapping on its way refuses, which is fine."""

    @initialize(seed=st.integers(0, 2**16), shards=st.integers(1, 3), settings=changes, behave=behaviors)
    def begin(self, seed: int, shards: int, settings: dict[str, Any], behave: list[str]) -> None:
        """A world with streams and a mapping."""
        self.open(seed, shards)
        with self.small.virtual():
            self._map(STREAMS[0], settings, behave, StartingPosition="TRIM_HORIZON")

    @precondition(lambda machine: len(machine.living) < MOST_MAPPINGS)
    @step(
        stream=names,
        start=starts,
        settings=changes,
        behave=behaviors,
        more=extras,
    )
    def map_stream(
        self, stream: str, start: str, settings: dict[str, Any], behave: list[str], more: str
    ) -> None:
        """One more, perhaps disabled, perhaps with enhanced fan-out if there is a consumer."""
        if (found := self.world.kinesis.streams.get(stream)) is None:
            return
        given: dict[str, Any] = {"StartingPosition": start, "Enabled": more != "off"}
        if start == "AT_TIMESTAMP":
            given["StartingPositionTimestamp"] = self.small.now_us / limits.US_PER_S - 20
        if more == "fan" and found.consumers:
            given["EventSourceArn"] = next(iter(found.consumers.values())).arn
        self._map(stream, settings, behave, **given)

    def _map(self, stream: str, settings: dict[str, Any], behave: list[str], **given: Any) -> None:
        """A mapping to a function of its own."""
        self._see_to_queue(settings)
        function = ObservedFunction(self.world, f"function-{len(self.mapped)}", behave)
        answer = self.lambda_(
            "create_event_source_mapping",
            FunctionName=function.name,
            MetricsConfig={"Metrics": ["EventCount"]},
            **{"EventSourceArn": self.world.kinesis.streams[stream].arn} | given | settings,
        )
        if answer is not None:
            function.mapping = self.world.lambda_.mappings[answer["UUID"]]
            is_fan = "/consumer/" in answer["EventSourceArn"]
            delay_s = limits.FAN_OUT_DELAY_S if is_fan else limits.PROPAGATION_DELAY_S
            self.mapped.append(Mapped(function.mapping, function, self.tap.lives[stream], settings, delay_s))

    def _see_to_queue(self, settings: dict[str, Any]) -> None:
        if settings.get("DestinationConfig"):
            boto3.client("sqs").create_queue(QueueName=QUEUE)

    @some_mapping
    @step(which=which_one, settings=changes)
    def change_mapping(self, which: int, settings: dict[str, Any]) -> None:
        """Other settings, from where it stands."""
        mapped = self.living[which % len(self.living)]
        self._see_to_queue(settings)
        if self.lambda_("update_event_source_mapping", UUID=mapped.uuid, **settings) is not None:
            mapped.learn(settings)

    @some_mapping
    @step(which=which_one, on=st.booleans())
    def switch_mapping(self, which: int, on: bool) -> None:
        """Enable or disable."""
        mapped = self.living[which % len(self.living)]
        self.lambda_("update_event_source_mapping", UUID=mapped.uuid, Enabled=on)

    @precondition(lambda machine: machine.living and machine.steps > 10)
    @step(which=which_one)
    def delete_mapping(self, which: int) -> None:
        """Its place in the stream goes with it."""
        mapped = self.living[which % len(self.living)]
        mapped.is_deleted = self.lambda_("delete_event_source_mapping", UUID=mapped.uuid) is not None

    @some_mapping
    @step(which=which_one, behave=behaviors)
    def change_function(self, which: int, behave: list[str]) -> None:
        """Another handler, for better or worse."""
        self.living[which % len(self.living)].function.behaviors = behave

    @some_mapping
    @step(which=which_one, most=st.sampled_from([None, 0, 1, 2]))
    def reserve(self, which: int, most: int | None) -> None:
        """Little concurrency, or none, so that a mapping is throttled."""
        name = self.living[which % len(self.living)].function.name
        if most is None:
            self.lambda_("delete_function_concurrency", FunctionName=name)
        else:
            self.lambda_("put_function_concurrency", FunctionName=name, ReservedConcurrentExecutions=most)

    @step(asked=st.sampled_from(["list_event_source_mappings", "list_functions"]))
    def list_lambda(self, asked: str) -> None:
        """What there is."""
        self.lambda_(asked)
