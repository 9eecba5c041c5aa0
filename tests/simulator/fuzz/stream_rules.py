"""Streams come, change and go."""

from __future__ import annotations

from fuzz_base import STREAMS, FuzzBase, names, step
from hypothesis import strategies as st
from hypothesis.stateful import precondition

from lablib.simulator.kinesis.state.stream import Stream

METRICS = st.sampled_from([["ALL"], ["IncomingRecords"], ["OutgoingBytes", "IteratorAgeMilliseconds"]])

DESCRIBED = st.sampled_from(["describe_stream", "describe_stream_summary", "list_shards", "list_streams"])


class StreamRules(FuzzBase):
    """Lifecycle, shards, retention, mode, and what else can be set. A busy stream refuses, which is fine."""

    @step(stream=names, shards=st.one_of(st.none(), st.integers(1, 3)))
    def create_stream(self, stream: str, shards: int | None) -> None:
        """On demand without a count."""
        how = {"StreamModeDetails": {"StreamMode": "ON_DEMAND"}} if shards is None else {"ShardCount": shards}
        self.kinesis("create_stream", StreamName=stream, **how)
        self.world.sleep(4)

    @precondition(lambda machine: machine.steps > 10)
    @step(stream=names)
    def delete_stream(self, stream: str) -> None:
        """With all that is in it. Not at the beginning, or there is little to see."""
        self.kinesis("delete_stream", StreamName=stream, EnforceConsumerDeletion=True)

    @step(stream=names, which=st.integers(0, 7), share=st.sampled_from([0.5, 0.1, 0.0]))
    def split(self, stream: str, which: int, share: float) -> None:
        """Any shard, also one that is closed, at some place, also at one where no shard can be split."""
        if (found := self.find(stream)) is None:
            return
        shard = found.shards[which % len(found.shards)]
        at = shard.hash_start + int((shard.hash_end - shard.hash_start) * share)
        self.kinesis("split_shard", StreamName=stream, ShardToSplit=shard.id, NewStartingHashKey=str(at))

    @step(stream=names, which=st.integers(0, 7))
    def merge(self, stream: str, which: int) -> None:
        """Two neighbors, or two that are none, or closed."""
        if (found := self.find(stream)) is None:
            return
        shards = sorted(found.shards, key=lambda shard: (shard.hash_start, shard.index))
        at = which % len(shards)
        one, other = shards[at - 1].id, shards[at].id
        self.kinesis("merge_shards", StreamName=stream, ShardToMerge=one, AdjacentShardToMerge=other)

    @step(stream=names, count=st.integers(1, 6))
    def update_shard_count(self, stream: str, count: int) -> None:
        """Rounds of splits and merges."""
        self.kinesis(
            "update_shard_count", StreamName=stream, TargetShardCount=count, ScalingType="UNIFORM_SCALING"
        )

    @step(stream=names, hours=st.sampled_from([24, 25, 30, 48]))
    def change_retention(self, stream: str, hours: int) -> None:
        """Longer or shorter."""
        if (found := self.find(stream)) is not None:
            way = "increase" if hours >= found.retention_h else "decrease"
            self.kinesis(f"{way}_stream_retention_period", StreamName=stream, RetentionPeriodHours=hours)

    @step(stream=names, mode=st.sampled_from(["ON_DEMAND", "PROVISIONED"]))
    def change_mode(self, stream: str, mode: str) -> None:
        """Twice a day at most."""
        if (found := self.find(stream)) is not None:
            self.kinesis("update_stream_mode", StreamARN=found.arn, StreamModeDetails={"StreamMode": mode})

    @step(stream=names, strategy=st.sampled_from(["AUTO", "USER_PARTITION_KEY"]))
    def change_distribution(self, stream: str, strategy: str) -> None:
        """Who finds the shard of a record."""
        if (found := self.find(stream)) is not None:
            self.kinesis(
                "update_stream_record_distribution_strategy",
                StreamARN=found.arn,
                RecordDistributionStrategy=strategy,
            )

    @step(stream=names, metrics=METRICS, on=st.booleans())
    def change_monitoring(self, stream: str, metrics: list[str], on: bool) -> None:
        """Shard-level metrics."""
        way = "enable" if on else "disable"
        self.kinesis(f"{way}_enhanced_monitoring", StreamName=stream, ShardLevelMetrics=metrics)

    @step(stream=names, name=st.sampled_from(["one", "two"]), on=st.booleans())
    def change_consumers(self, stream: str, name: str, on: bool) -> None:
        """Enhanced fan-out."""
        if (found := self.find(stream)) is not None:
            way = "register" if on else "deregister"
            self.kinesis(f"{way}_stream_consumer", StreamARN=found.arn, ConsumerName=name)

    @step(asked=DESCRIBED)
    def describe(self, asked: str) -> None:
        """What the control plane says, whatever state the stream is in."""
        given = {} if asked == "list_streams" else {"StreamName": STREAMS[0]}
        self.kinesis(asked, **given)

    def find(self, stream: str) -> Stream | None:
        """A stream, if there is one of this name."""
        found: Stream | None = self.world.kinesis.streams.get(stream)
        return found
