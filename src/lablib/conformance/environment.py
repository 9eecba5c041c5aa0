"""What a case may use: boto3 clients that never retry, names of its own, and waiting.

A case calls boto3 itself. The few methods here only make what a case is not about: a stream that is ACTIVE,
all records of a shard, the metrics of the last minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from botocore.config import Config

Handler = Callable[[dict[str, Any], Any], Any]
"""A Lambda handler that needs nothing outside itself: on AWS its source is all that is uploaded."""
ONE_ATTEMPT = Config(retries={"mode": "standard", "total_max_attempts": 1})
PATIENT = Config(retries={"mode": "standard", "total_max_attempts": 8})
UNCHECKED = ONE_ATTEMPT.merge(Config(parameter_validation=False))
POLLS = 60
_OVER_PERIODS: dict[str, Callable[[Iterable[float]], float]] = {
    "Sum": sum,
    "SampleCount": sum,
    "Minimum": min,
    "Maximum": max,
}


class Deployed(Protocol):
    """A Lambda function that takes part in a case."""

    @property
    def name(self) -> str:
        """The function's name."""

    @property
    def arn(self) -> str:
        """Its ARN."""

    def invocations(self) -> list[Invocation]:
        """All so far, oldest first, also those that failed."""

    def events(self) -> list[dict[str, Any]]:
        """What it was invoked with so far, oldest first, also where it failed."""


class Invocation(NamedTuple):
    """When a function began, in seconds since the epoch, and with what."""

    at_s: float
    event: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stream:
    """A stream that a case made."""

    name: str
    arn: str


class Endpoint(Protocol):
    """What answers boto3, and how time passes there."""

    account: str
    region: str
    metrics_after_s: float
    """How long after a call its metrics are complete."""

    def client(self, service: str, config: Config) -> Any:
        """A boto3 client of this endpoint."""

    def wait(self, seconds: float) -> None:
        """Let time pass."""

    def at_once(self, calls: Sequence[Callable[[], Any]]) -> list[Any]:
        """Call all of them side by side; what they returned, in their order."""

    def deploy(self, name: str, handler: Handler, settings: dict[str, Any]) -> Deployed:
        """Make a function that keeps the events it gets. `settings` as `World.deploy` takes them."""


class Environment:
    """One case's view of an endpoint. Close it, and what the case has made is deleted."""

    def __init__(self, endpoint: Endpoint, prefix: str, tags: Mapping[str, str] | None = None) -> None:
        self._endpoint = endpoint
        self._prefix = prefix
        self._tags: dict[str, dict[str, str]] = {"Tags": dict(tags)} if tags else {}
        """As a setting of the calls that make something, so that nothing is there without them."""
        self._named = 0
        self._to_undo: list[Callable[[], object]] = []
        self.account, self.region = endpoint.account, endpoint.region
        self.began = datetime.now(UTC)

    @cached_property
    def kinesis(self) -> Any:
        """boto3's client; like the next two, it calls once and reports the first error."""
        return self._endpoint.client("kinesis", ONE_ATTEMPT)

    @cached_property
    def lambda_(self) -> Any:
        """boto3's client."""
        return self._endpoint.client("lambda", ONE_ATTEMPT)

    @cached_property
    def cloudwatch(self) -> Any:
        """boto3's client."""
        return self._endpoint.client("cloudwatch", ONE_ATTEMPT)

    @cached_property
    def _patient(self) -> Any:
        """For what a case is not about: retries where AWS limits calls."""
        return self._endpoint.client("kinesis", PATIENT)

    def unchecked(self, service: str) -> Any:
        """A client that sends what botocore would refuse."""
        return self._endpoint.client(service, UNCHECKED)

    def client(self, service: str) -> Any:
        """A client of another service: sqs, sns, s3."""
        return self._endpoint.client(service, PATIENT)

    def wait(self, seconds: float) -> None:
        """Let time pass, virtual where the endpoint can do that."""
        self._endpoint.wait(seconds)

    def at_once(self, *calls: Callable[[], Any]) -> list[Any]:
        """Call all of them side by side; what they returned, in their order."""
        return self._endpoint.at_once(calls)

    def name(self) -> str:
        """A name that nothing else has."""
        self._named += 1
        return f"{self._prefix}-{self._named}"

    def undo(self, delete: Callable[[], object]) -> None:
        """Call this at the end, the last one first."""
        self._to_undo.append(delete)

    def take_undos(self) -> list[Callable[[], object]]:
        """What is to be called at the end, in this order."""
        undos, self._to_undo = self._to_undo[::-1], []
        return undos

    def stream(self, shards: int | None = 1, *, on_demand: bool = False) -> Stream:
        """A stream of its own that is ACTIVE."""
        name = self.name()
        settings: dict[str, Any] = {} if shards is None or on_demand else {"ShardCount": shards}
        settings |= self._tags
        if on_demand:
            settings["StreamModeDetails"] = {"StreamMode": "ON_DEMAND"}
        self._patient.create_stream(StreamName=name, **settings)
        self.undo(lambda: self._patient.delete_stream(StreamName=name, EnforceConsumerDeletion=True))
        return Stream(name, self.active(name)["StreamARN"])

    def active(self, name: str) -> dict[str, Any]:
        """Wait until a stream is ACTIVE, and give its summary."""
        for _ in range(POLLS):
            summary: dict[str, Any] = self.summary(name)
            if summary["StreamStatus"] == "ACTIVE":
                return summary
            self.wait(2)
        raise AssertionError(f"stream {name} is still {summary['StreamStatus']} after {2 * POLLS} s")

    def summary(self, name: str) -> dict[str, Any]:
        """DescribeStreamSummary."""
        answer = self._patient.describe_stream_summary(StreamName=name)
        summary: dict[str, Any] = answer["StreamDescriptionSummary"]
        return summary

    def shards(self, stream: Stream) -> list[dict[str, Any]]:
        """ListShards."""
        shards: list[dict[str, Any]] = self._patient.list_shards(StreamName=stream.name)["Shards"]
        return shards

    def put(self, stream: Stream, *data: bytes, key: str = "k", **settings: str) -> dict[str, Any]:
        """PutRecords with one key."""
        records = [{"Data": each, "PartitionKey": key, **settings} for each in data]
        answer: dict[str, Any] = self.kinesis.put_records(StreamName=stream.name, Records=records)
        return answer

    def iterator(self, stream: Stream, shard: int = 0, **kind: Any) -> str:
        """GetShardIterator, from TRIM_HORIZON unless `kind` says something else."""
        found: str = self._patient.get_shard_iterator(
            StreamName=stream.name,
            ShardId=f"shardId-{shard:012d}",
            **({"ShardIteratorType": "TRIM_HORIZON"} | kind),
        )["ShardIterator"]
        return found

    def read(self, stream: Stream, shard: int = 0, *, atleast: int = 1, **kind: Any) -> list[dict[str, Any]]:
        """The records of a shard: reads until there are `atleast` so many, or twenty answers have come."""
        iterator, records = self.iterator(stream, shard, **kind), list[dict[str, Any]]()
        for _ in range(20):
            self.wait(1)
            answer = self._patient.get_records(ShardIterator=iterator)
            records += answer["Records"]
            iterator = answer.get("NextShardIterator")
            if len(records) >= atleast or not iterator:
                break
        return records

    def deploy(self, handler: Handler, **settings: Any) -> Deployed:
        """A Lambda function of its own, with this handler."""
        return self._endpoint.deploy(self.name(), handler, settings)

    def mapping(self, stream: Stream, function: Deployed, **settings: Any) -> dict[str, Any]:
        """Connect them, from TRIM_HORIZON unless `settings` say something else; not enabled yet."""
        answer: dict[str, Any] = self.lambda_.create_event_source_mapping(
            EventSourceArn=stream.arn,
            FunctionName=function.name,
            **({"StartingPosition": "TRIM_HORIZON"} | self._tags | settings),
        )
        self.undo(lambda: self.lambda_.delete_event_source_mapping(UUID=answer["UUID"]))
        return answer

    def mapping_state(self, uuid: str, state: str = "Enabled") -> dict[str, Any]:
        """Wait until a mapping is in a state, and give its settings."""
        for _ in range(POLLS):
            mapping: dict[str, Any] = self.lambda_.get_event_source_mapping(UUID=uuid)
            if mapping["State"] == state:
                return mapping
            self.wait(5)
        raise AssertionError(f"the mapping is {mapping['State']}, not {state}, after {5 * POLLS} s")

    def queue(self) -> Queue:
        """An SQS queue of its own."""
        sqs, name = self.client("sqs"), self.name()
        url = sqs.create_queue(QueueName=name, tags=self._tags.get("Tags", {}))["QueueUrl"]
        self.undo(lambda: sqs.delete_queue(QueueUrl=url))
        return Queue(sqs, url, f"arn:aws:sqs:{self.region}:{self.account}:{name}")

    def metric(self, namespace: str, name: str, stat: str, **dimensions: str) -> float | None:
        """One statistic over the minutes of this case; None if there is no datapoint. Asks, doesn't wait."""
        points = self.cloudwatch.get_metric_statistics(
            Namespace=namespace,
            MetricName=name,
            Dimensions=[{"Name": key, "Value": value} for key, value in dimensions.items()],
            StartTime=self.began.replace(second=0, microsecond=0) - timedelta(minutes=5),
            EndTime=datetime.now(UTC) + timedelta(minutes=5),
            Period=300,
            Statistics=[*_OVER_PERIODS],
        )["Datapoints"]
        if not points:
            return None
        if stat == "Average":
            return float(sum(each["Sum"] for each in points) / sum(each["SampleCount"] for each in points))
        return float(_OVER_PERIODS[stat](point[stat] for point in points))

    def stream_metric(self, stream: Stream, name: str, stat: str, **dimensions: str) -> float | None:
        """A metric of a stream, or of a shard with `ShardId=`."""
        return self.metric("AWS/Kinesis", name, stat, StreamName=stream.name, **dimensions)

    def metrics_arrive(self) -> None:
        """Wait until the metrics of what was done are complete."""
        self.wait(self._endpoint.metrics_after_s)


@dataclass(frozen=True, slots=True)
class Queue:
    """An SQS queue that takes what others send."""

    sqs: Any
    url: str
    arn: str

    def messages(self) -> list[str]:
        """The bodies of ten messages at most; they stay hidden for a while."""
        answer = self.sqs.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10)
        return [message["Body"] for message in answer.get("Messages", [])]
