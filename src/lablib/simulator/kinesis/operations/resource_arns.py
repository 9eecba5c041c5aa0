"""What a ResourceARN names: a stream, or a consumer of one. Both can carry tags and a policy."""

from __future__ import annotations

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations.stream_status import require_active
from lablib.simulator.kinesis.state.region import Region
from lablib.simulator.kinesis.state.stream import Consumer, Stream


def find_resource(region: Region, arn: str) -> Stream | Consumer:
    """The stream or consumer of this ARN.

    Raises `ResourceNotFoundException`; `NotModelled` for a queue or a channel.
    """
    kind = arn.split(":")[5].split("/", maxsplit=1)[0]
    if kind != "stream":
        raise AwsError(
            "NotModelled",
            f"The lab's Kinesis does not model a {kind} ({arn}). On AWS it exists; here streams and"
            " consumers do.",
        )
    if "/consumer/" in arn:
        return find_consumer(region, arn)
    return region.find({"StreamARN": arn})


def find_changeable(region: Region, arn: str) -> Stream | Consumer:
    """As `find_resource`, for a change. Raises `ResourceInUseException` unless a stream is ACTIVE."""
    resource = find_resource(region, arn)
    if isinstance(resource, Stream):
        require_active(resource)
    return resource


def find_consumer(region: Region, arn: str) -> Consumer:
    """The consumer of this ARN, `STREAM-ARN/consumer/NAME:SECONDS`. Raises `ResourceNotFoundException`."""
    stream_arn, _, rest = arn.partition("/consumer/")
    stream = region.streams.get(stream_arn.rsplit("/", 1)[-1])
    consumer = stream.consumers.get(rest.split(":")[0]) if stream is not None else None
    if consumer is None or consumer.arn != arn:
        raise consumer_not_found(rest.split(":")[0])
    return consumer


def consumer_not_found(name: str) -> AwsError:
    """No such consumer is registered."""
    return AwsError("ResourceNotFoundException", f"Consumer {name}, account {limits.ACCOUNT_ID} not found.")
