"""Registered consumers, and the lists of streams and shards."""

from __future__ import annotations

from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment, Stream
from lablib.conformance.refusals import refused
from lablib.conformance.sources import (
    QUOTAS,
    STREAMS_SNAPSHOT,
    kinesis_api,
)

book = CaseBook("kinesis", "consumers_and_listings")
LOCALSTACK_2022 = "LocalStack, August 2022"


def _register(env: Environment, stream: Stream, name: str = "consumer") -> str:
    answer = env.kinesis.register_stream_consumer(StreamARN=stream.arn, ConsumerName=name)
    arn: str = answer["Consumer"]["ConsumerARN"]
    return arn


@book.case("A registered consumer is CREATING, then ACTIVE", STREAMS_SNAPSHOT, recorded=LOCALSTACK_2022)
def consumer_becomes_active(env: Environment) -> None:
    stream = env.stream()
    answer = env.kinesis.register_stream_consumer(StreamARN=stream.arn, ConsumerName="consumer")["Consumer"]
    assert answer["ConsumerStatus"] == "CREATING", f"it is {answer['ConsumerStatus']}"
    env.wait(40)
    shown = env.kinesis.describe_stream_consumer(ConsumerARN=answer["ConsumerARN"])["ConsumerDescription"]
    assert (shown["ConsumerStatus"], shown["StreamARN"]) == ("ACTIVE", stream.arn)


@book.case("A consumer's ARN ends with the second of its creation", kinesis_api("Consumer"))
def consumer_arn(env: Environment) -> None:
    stream = env.stream()
    consumer = env.kinesis.register_stream_consumer(StreamARN=stream.arn, ConsumerName="c")["Consumer"]
    second = int(consumer["ConsumerCreationTimestamp"].timestamp())
    wanted = f"{stream.arn}/consumer/c:{second}"
    assert consumer["ConsumerARN"] == wanted, f"it is {consumer['ConsumerARN']}, not {wanted}"


@book.case(
    "A stream's consumer is listed without the stream's ARN", STREAMS_SNAPSHOT, recorded=LOCALSTACK_2022
)
def consumer_listed(env: Environment) -> None:
    stream = env.stream()
    _register(env, stream)
    env.wait(40)
    [consumer] = env.kinesis.list_stream_consumers(StreamARN=stream.arn)["Consumers"]
    wanted = {"ConsumerName", "ConsumerARN", "ConsumerStatus", "ConsumerCreationTimestamp"}
    assert consumer.keys() == wanted, f"it has {sorted(consumer)}"


@book.case(
    "A second consumer of the same name: ResourceInUseException", kinesis_api("RegisterStreamConsumer")
)
def consumer_twice(env: Environment) -> None:
    stream = env.stream()
    _register(env, stream)
    with refused("ResourceInUseException"):
        _register(env, stream)


@book.case("A stream with consumers isn't deleted without being told to", kinesis_api("DeleteStream"))
def delete_with_consumers(env: Environment) -> None:
    stream = env.stream()
    _register(env, stream)
    env.wait(40)
    with refused("ResourceInUseException"):
        env.kinesis.delete_stream(StreamName=stream.name)


@book.case("The 21st consumer of a stream: LimitExceededException", QUOTAS)
def too_many_consumers(env: Environment) -> None:
    stream = env.stream()
    for number in range(20):
        _register(env, stream, f"c{number}")
        env.wait(40)
    with refused("LimitExceededException"):
        _register(env, stream, "c20")


@book.case("ListShards lists closed shards beside open ones", kinesis_api("ListShards"), shards=3)
def closed_shards_listed(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.split_shard(
        StreamName=stream.name, ShardToSplit="shardId-000000000000", NewStartingHashKey=str(2**127)
    )
    env.active(stream.name)
    assert len(env.shards(stream)) == 3


@book.case("ListShards pages with NextToken", kinesis_api("ListShards"), shards=3)
def shards_by_pages(env: Environment) -> None:
    stream = env.stream(3)
    first = env.kinesis.list_shards(StreamName=stream.name, MaxResults=2)
    second = env.kinesis.list_shards(NextToken=first["NextToken"])
    sizes = (len(first["Shards"]), len(second["Shards"]), "NextToken" in second)
    assert sizes == (2, 1, False), f"pages of {sizes}"


@book.case(
    "ListShards with NextToken and StreamName: InvalidArgumentException",
    "https://github.com/boto/botocore/issues/2009", recorded="botocore #2009, 2020", shards=2,
)  # fmt: skip
def token_and_name(env: Environment) -> None:
    stream = env.stream(2)
    token = env.kinesis.list_shards(StreamName=stream.name, MaxResults=1)["NextToken"]
    with refused("InvalidArgumentException", "NextToken and StreamName cannot be provided together."):
        env.kinesis.list_shards(StreamName=stream.name, NextToken=token)


@book.case("AT_LATEST lists open shards only", kinesis_api("ShardFilter"), shards=3)
def open_shards_only(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.split_shard(
        StreamName=stream.name, ShardToSplit="shardId-000000000000", NewStartingHashKey=str(2**127)
    )
    env.active(stream.name)
    found = env.kinesis.list_shards(StreamName=stream.name, ShardFilter={"Type": "AT_LATEST"})["Shards"]
    ids = [shard["ShardId"] for shard in found]
    assert ids == ["shardId-000000000001", "shardId-000000000002"], f"listed {ids}"


@book.case("ListStreams names streams in order, and Limit makes pages", kinesis_api("ListStreams"), shards=2)
def streams_listed(env: Environment) -> None:
    names = sorted(env.stream().name for _ in range(2))
    page = env.kinesis.list_streams(Limit=1, ExclusiveStartStreamName=names[0])
    assert page["StreamNames"] == [names[1]], f"listed {page['StreamNames']}"
