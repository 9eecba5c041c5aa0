"""A region with one stream on a clock, spoken to in operations, for tests of the data plane."""

from __future__ import annotations

from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.clock.clock import Clock
from lablib.simulator.cloudwatch.metrics import Metrics
from lablib.simulator.kinesis import service
from lablib.simulator.kinesis.state.model_choices import Policies
from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.stream_metrics import StreamMetrics
from lablib.simulator.ledger.ledger import Ledger

STREAM = "usage-events"
ACCOUNT = "111122223333"
HASH_END = 2**128 - 1
HOUR_S = 3600


class SmallRegion:
    """Second 0 is the moment at which the stream becomes ACTIVE."""

    def __init__(self, shards: int = 1, stream: dict[str, Any] | None = None, **policies: Any) -> None:
        """A provisioned stream of `shards`, or one of the parameters `stream` of CreateStream."""
        self.clock = Clock()
        self.ledger = Ledger()
        self.metrics = Metrics()
        self.region = Region(self.clock, self.ledger, StreamMetrics(self.metrics), Policies(**policies))
        self.call("CreateStream", StreamName=STREAM, **(stream or {"ShardCount": shards}))
        self.clock.sleep(limits.CREATE_STREAM_S)
        self.start_us = self.clock.now_us
        self.puts = 0

    @property
    def now_s(self) -> float:
        return (self.clock.now_us - self.start_us) / limits.US_PER_S

    def at(self, second: float) -> None:
        """Let the world run until `second`."""
        self.clock.run_until(self.start_us + round(second * limits.US_PER_S))

    def call(self, operation: str, **params: Any) -> dict[str, Any]:
        return service.serve(self.region, operation, params, self.clock.now_us)

    def refusal(self, operation: str, **params: Any) -> tuple[str, str]:
        """(code, message) of a call that must fail."""
        try:
            answer = self.call(operation, **params)
        except AwsError as error:
            return error.code, error.message
        raise AssertionError(f"{operation} was answered with {answer}")

    def put(
        self, key: str = "tenant", data: bytes | None = None, hash_key: int | None = None
    ) -> dict[str, Any]:
        """Store one record; its data is its number in the order of the puts unless told otherwise."""
        content = str(self.puts).encode() if data is None else data
        entry: dict[str, Any] = {"PartitionKey": key, "Data": content}
        if hash_key is not None:
            entry["ExplicitHashKey"] = str(hash_key)
        self.puts += 1
        return self.call("PutRecord", StreamName=STREAM, **entry)

    def put_all(self, *entries: tuple[int, int]) -> str:
        """One PutRecords of `(hash key, bytes)`: "+" for each that is stored, "-" for each refused."""
        records = [
            {"Data": bytes(size_bytes - 1), "PartitionKey": "t", "ExplicitHashKey": str(hash_key)}
            for hash_key, size_bytes in entries
        ]
        answers = self.call("PutRecords", StreamName=STREAM, Records=records)["Records"]
        return "".join("-" if "ErrorCode" in answer else "+" for answer in answers)

    def change_mode(self, mode: str, **more: Any) -> None:
        """Begin to change the stream's capacity mode."""
        arn = self.region.streams[STREAM].arn
        self.call("UpdateStreamMode", StreamARN=arn, StreamModeDetails={"StreamMode": mode}, **more)

    def iterator(self, kind: str = "TRIM_HORIZON", shard: int = 0, **more: Any) -> str:
        params = {"StreamName": STREAM, "ShardId": shard_id(shard), "ShardIteratorType": kind, **more}
        return self.call("GetShardIterator", **params)["ShardIterator"]

    def get(self, iterator: str, **more: Any) -> dict[str, Any]:
        return self.call("GetRecords", ShardIterator=iterator, **more)

    def read(self, iterator: str, **more: Any) -> list[bytes]:
        """The data behind an iterator."""
        return [record["Data"] for record in self.get(iterator, **more)["Records"]]

    def split(self, shard: int, at: int) -> None:
        """Begin to cut a shard in two at a hash key."""
        names = {"ShardToSplit": shard_id(shard), "NewStartingHashKey": str(at)}
        self.call("SplitShard", StreamName=STREAM, **names)

    def merge(self, shard: int, adjacent: int) -> None:
        """Begin to join two shards."""
        names = {"ShardToMerge": shard_id(shard), "AdjacentShardToMerge": shard_id(adjacent)}
        self.call("MergeShards", StreamName=STREAM, **names)

    def scale(self, target: int) -> dict[str, Any]:
        """Begin to bring the stream to `target` shards."""
        goal = {"TargetShardCount": target, "ScalingType": "UNIFORM_SCALING"}
        return self.call("UpdateShardCount", StreamName=STREAM, **goal)

    def shard_timeline(self, until_s: int) -> list[tuple[int, str, list[int]]]:
        """[(second, status, numbers of the open shards)] whenever that changes, looked at each second."""
        seen: list[tuple[int, str, list[int]]] = []
        for second in range(round(self.now_s), until_s + 1):
            self.at(second)
            state = (self.status, [index for index, _, _ in self.shards()])
            if not seen or seen[-1][1:] != state:
                seen.append((second, *state))
        return seen

    def shards(self) -> list[tuple[int, int, int]]:
        """(index, first hash key, last hash key) of each open shard, by hash key."""
        shards = self.region.streams[STREAM].open_shards
        return sorted(
            ((shard.index, shard.hash_start, shard.hash_end) for shard in shards), key=lambda each: each[1]
        )

    @property
    def status(self) -> str:
        return self.region.streams[STREAM].status


def shard_id(index: int) -> str:
    return f"shardId-{index:012d}"
