"""Registered consumers (enhanced fan-out): CREATING, ACTIVE, DELETING, gone.

Sources: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RegisterStreamConsumer.html and its
neighbours; https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html. The durations are
a model, and so is that the limit of five consumers in CREATING is counted over the account.
"""

from __future__ import annotations

from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations import next_token
from lablib.simulator.kinesis.operations.list_shards import check_created
from lablib.simulator.kinesis.operations.resource_arns import consumer_not_found, find_consumer
from lablib.simulator.kinesis.operations.stream_status import require_active
from lablib.simulator.kinesis.operations.tags import put_tags
from lablib.simulator.kinesis.state.region import Operation, Params, Region
from lablib.simulator.kinesis.state.stream import Consumer, Stream


def status_of(consumer: Consumer, now_us: int) -> str:
    """CREATING, ACTIVE or DELETING."""
    if consumer.deleted_from_us is not None:
        return "DELETING"
    return "CREATING" if now_us < consumer.active_from_us else "ACTIVE"


def register_stream_consumer(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Register a consumer with an ACTIVE stream.

    Errors: `ResourceInUseException` (the name is taken, the stream is not ACTIVE), `LimitExceededException`
    (20 consumers on the stream, 50 with
    a commitment and on demand; five in CREATING).
    """
    stream = region.find(params)
    require_active(stream)
    name = params["ConsumerName"]
    if name in stream.consumers:
        raise AwsError(
            "ResourceInUseException",
            f"Consumer {name} under stream {stream.name} already exists for account {limits.ACCOUNT_ID}.",
        )
    _check_quota(region, stream, now_us)
    arn = f"{stream.arn}/consumer/{name}:{now_us // limits.US_PER_S}"
    consumer = Consumer(name, arn, now_us, now_us + int(limits.REGISTER_CONSUMER_S * limits.US_PER_S))
    put_tags(name, consumer.tags, params.get("Tags", {}))
    stream.consumers[name] = consumer
    return {"Consumer": _shown(consumer, now_us)}


def deregister_stream_consumer(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Begin the end of a consumer; one that is already DELETING stays so."""
    stream, consumer = _find(region, params)
    if consumer.deleted_from_us is None:
        gone_us = now_us + int(limits.DEREGISTER_CONSUMER_S * limits.US_PER_S)
        consumer.deleted_from_us = gone_us

        def vanish() -> None:
            del stream.consumers[consumer.name]

        region.clock.call_at(gone_us, vanish)
    return {}


def describe_stream_consumer(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """One consumer, named by its ARN, or by its stream's ARN and its name."""
    stream, consumer = _find(region, params)
    return {"ConsumerDescription": _shown(consumer, now_us) | {"StreamARN": stream.arn}}


def list_stream_consumers(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """At most 100 consumers of a stream by name, and a NextToken if there are more."""
    stream = region.find(params)
    after = ""
    if (token := params.get("NextToken")) is not None:
        if params.get("StreamCreationTimestamp") is not None:
            raise AwsError(
                "InvalidArgumentException",
                "NextToken and StreamCreationTimestamp cannot be provided together.",
            )
        position = next_token.redeem("ListStreamConsumers", token, now_us)
        if position["stream"] != stream.name:
            raise AwsError(
                "InvalidArgumentException",
                f"Invalid NextToken: it was issued for the consumers of {position['stream']}.",
            )
        after = position["after"]
    check_created(stream, params.get("StreamCreationTimestamp"))
    names = [name for name in sorted(stream.consumers) if name > after]
    page = names[: min(params.get("MaxResults", limits.LIST_CONSUMERS_PAGE), limits.LIST_CONSUMERS_PAGE)]
    answer: dict[str, Any] = {"Consumers": [_shown(stream.consumers[name], now_us) for name in page]}
    if len(names) > len(page):
        answer["NextToken"] = next_token.issue(
            "ListStreamConsumers", {"stream": stream.name, "after": page[-1]}, now_us
        )
    return answer


OPERATIONS: dict[str, Operation] = {
    "DeregisterStreamConsumer": deregister_stream_consumer,
    "DescribeStreamConsumer": describe_stream_consumer,
    "ListStreamConsumers": list_stream_consumers,
    "RegisterStreamConsumer": register_stream_consumer,
}


def _find(region: Region, params: Params) -> tuple[Stream, Consumer]:
    arn, name = params.get("ConsumerARN"), params.get("ConsumerName")
    if arn is None and (name is None or params.get("StreamARN") is None):
        raise AwsError(
            "InvalidArgumentException",
            "Either ConsumerARN, or both StreamARN and ConsumerName must be specified.",
        )
    if arn is None:
        stream = region.find(params)
        consumer = stream.consumers.get(name or "")
        if consumer is None:
            raise consumer_not_found(name or "")
        return stream, consumer
    consumer = find_consumer(region, arn)
    stream = region.find({"StreamARN": arn.partition("/consumer/")[0]})
    if name not in (None, consumer.name) or params.get("StreamARN") not in (None, stream.arn):
        raise AwsError(
            "InvalidArgumentException",
            f"ConsumerARN {arn} does not go with the StreamARN or ConsumerName beside it.",
        )
    return stream, consumer


def _check_quota(region: Region, stream: Stream, now_us: int) -> None:
    advantage = stream.mode == "ON_DEMAND" and region.commitment.holds(now_us)
    most = limits.CONSUMERS_PER_STREAM_ADVANTAGE if advantage else limits.CONSUMERS_PER_STREAM
    if len(stream.consumers) >= most:
        raise AwsError(
            "LimitExceededException",
            f"Stream {stream.name} under account {limits.ACCOUNT_ID} cannot have more than {most} consumers.",
        )
    everyone = (consumer for each in region.streams.values() for consumer in each.consumers.values())
    if (
        sum(status_of(consumer, now_us) == "CREATING" for consumer in everyone)
        >= limits.CONSUMERS_CREATING_AT_ONCE
    ):
        raise AwsError(
            "LimitExceededException",
            f"No more than {limits.CONSUMERS_CREATING_AT_ONCE} consumers of account {limits.ACCOUNT_ID} can"
            " be in CREATING at once.",
        )


def _shown(consumer: Consumer, now_us: int) -> dict[str, Any]:
    return {
        "ConsumerName": consumer.name,
        "ConsumerARN": consumer.arn,
        "ConsumerStatus": status_of(consumer, now_us),
        "ConsumerCreationTimestamp": float(consumer.created_us // limits.US_PER_S),
    }
