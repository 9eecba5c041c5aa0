"""Streams as a whole: their life, settings, tags, consumers and listings."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from lablib.conformance.case import CaseBook
from lablib.conformance.environment import Environment
from lablib.conformance.refusals import refused
from lablib.conformance.sources import (
    CAPACITY_MODES,
    KINESALITE_ERA,
    STREAMS_SNAPSHOT,
    kinesalite,
    kinesis_api,
)

book = CaseBook("kinesis", "streams")
LOCALSTACK_2022 = "LocalStack, August 2022"
MOTO = "https://github.com/getmoto/moto/blob/master/moto/kinesis/models.py"
KINESALITE_RETENTION = (
    "https://github.com/mhart/kinesalite/blob/master/actions/increaseStreamRetentionPeriod.js"
)
INCREASE = kinesis_api("IncreaseStreamRetentionPeriod")


@book.case(
    "CreateStream without ShardCount makes four shards", STREAMS_SNAPSHOT, recorded=LOCALSTACK_2022, shards=4
)
def four_shards_by_default(env: Environment) -> None:
    count = len(env.shards(env.stream(None)))
    assert count == 4, f"it has {count} shards"


@book.case(
    "A new stream is CREATING and shows no shards", kinesalite("createStream"), recorded=KINESALITE_ERA
)
def creating(env: Environment) -> None:
    name = env.name()
    env.kinesis.create_stream(StreamName=name, ShardCount=1)
    env.undo(lambda: env.kinesis.delete_stream(StreamName=name))
    shown = env.kinesis.describe_stream(StreamName=name)["StreamDescription"]
    assert (shown["StreamStatus"], shown["Shards"]) == ("CREATING", []), f"it is {shown['StreamStatus']}"
    env.active(name)


@book.case("A second stream of the same name: ResourceInUseException", kinesis_api("CreateStream"))
def same_name_twice(env: Environment) -> None:
    stream = env.stream()
    words = f"Stream {stream.name} under account {env.account} already exists."
    with refused("ResourceInUseException", words):
        env.kinesis.create_stream(StreamName=stream.name, ShardCount=1)


@book.case("A stream's ARN is made of region, account and name", kinesis_api("DescribeStream"))
def arn(env: Environment) -> None:
    stream = env.stream()
    wanted = f"arn:aws:kinesis:{env.region}:{env.account}:stream/{stream.name}"
    assert stream.arn == wanted, f"it is {stream.arn}"


@book.case(
    "A new stream keeps records for 24 hours, unencrypted, without shard metrics",
    kinesis_api("DescribeStreamSummary"),
)
def defaults(env: Environment) -> None:
    summary = env.summary(env.stream().name)
    assert summary["RetentionPeriodHours"] == 24
    assert summary.get("EncryptionType", "NONE") == "NONE"
    assert [each["ShardLevelMetrics"] for each in summary["EnhancedMonitoring"]] == [[]]
    assert summary["StreamModeDetails"] == {"StreamMode": "PROVISIONED"}
    assert (summary["OpenShardCount"], summary["ConsumerCount"]) == (1, 0)


@book.case("A deleted stream is DELETING first, then gone", kinesis_api("DeleteStream"))
def deleting(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.delete_stream(StreamName=stream.name)
    status = env.summary(stream.name)["StreamStatus"]
    assert status == "DELETING", f"it is {status} right after DeleteStream"
    env.wait(60)
    with refused("ResourceNotFoundException"):
        env.kinesis.describe_stream_summary(StreamName=stream.name)


UNKNOWN: list[tuple[str, dict[str, Any]]] = [
    ("describe_stream", {}),
    ("describe_stream_summary", {}),
    ("delete_stream", {}),
    ("add_tags_to_stream", {"Tags": {"a": "b"}}),
    ("list_tags_for_stream", {}),
    ("remove_tags_from_stream", {"TagKeys": ["a"]}),
    ("increase_stream_retention_period", {"RetentionPeriodHours": 48}),
    ("enable_enhanced_monitoring", {"ShardLevelMetrics": ["ALL"]}),
]


@book.case(
    "An operation on a stream that isn't there: ResourceNotFoundException, in the same words for all",
    kinesalite("addTagsToStream"), recorded=KINESALITE_ERA, shards=0,
)  # fmt: skip
def unknown_stream(env: Environment) -> None:
    name = env.name()
    for operation, params in UNKNOWN:
        with refused("ResourceNotFoundException", f"Stream {name} under account {env.account} not found."):
            getattr(env.kinesis, operation)(StreamName=name, **params)


@book.case("Retention below 24 hours: InvalidArgumentException", MOTO, recorded="moto")
def retention_too_short(env: Environment) -> None:
    stream = env.stream()
    words = (
        "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short."
    )
    with refused("InvalidArgumentException", words):
        env.kinesis.decrease_stream_retention_period(StreamName=stream.name, RetentionPeriodHours=23)


@book.case("Retention above 8,760 hours: InvalidArgumentException", MOTO, recorded="moto")
def retention_too_long(env: Environment) -> None:
    stream = env.stream()
    words = (
        "Maximum allowed retention period is 8760 hours. Requested retention period (8761 hours) is too long."
    )
    with refused("InvalidArgumentException", words):
        env.kinesis.increase_stream_retention_period(StreamName=stream.name, RetentionPeriodHours=8_761)


@book.case(
    "Increasing to the retention that is there is accepted, and the stream stays ACTIVE",
    KINESALITE_RETENTION, model=True,
)  # fmt: skip
def retention_as_it_is(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.increase_stream_retention_period(StreamName=stream.name, RetentionPeriodHours=24)
    status = env.summary(stream.name)["StreamStatus"]
    assert status == "ACTIVE", f"it is {status}"


@book.case("Increasing to a shorter retention: InvalidArgumentException names the other call", INCREASE)
def retention_increased_downwards(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.increase_stream_retention_period(StreamName=stream.name, RetentionPeriodHours=72)
    env.active(stream.name)
    with refused("InvalidArgumentException"):
        env.kinesis.increase_stream_retention_period(StreamName=stream.name, RetentionPeriodHours=48)


@book.case("A longer retention is shown once the stream is ACTIVE again", INCREASE)
def retention_shown(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.increase_stream_retention_period(StreamName=stream.name, RetentionPeriodHours=48)
    hours = env.active(stream.name)["RetentionPeriodHours"]
    assert hours == 48, f"it is {hours}"


@book.case("Tags that were added are listed", STREAMS_SNAPSHOT, recorded=LOCALSTACK_2022)
def tags(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.add_tags_to_stream(StreamName=stream.name, Tags={"foo": "bar"})
    shown = env.kinesis.list_tags_for_stream(StreamName=stream.name)
    assert (shown["Tags"], shown["HasMoreTags"]) == ([{"Key": "foo", "Value": "bar"}], False)


@book.case("A tag with the same key replaces the one before", kinesis_api("AddTagsToStream"))
def tag_replaced(env: Environment) -> None:
    stream = env.stream()
    for value in ("old", "new"):
        env.kinesis.add_tags_to_stream(StreamName=stream.name, Tags={"stage": value})
    shown = env.kinesis.list_tags_for_stream(StreamName=stream.name)["Tags"]
    assert shown == [{"Key": "stage", "Value": "new"}], f"listed {shown}"


@book.case("Removing a tag that isn't there changes nothing", kinesis_api("RemoveTagsFromStream"))
def tag_not_there(env: Environment) -> None:
    stream = env.stream()
    env.kinesis.add_tags_to_stream(StreamName=stream.name, Tags={"kept": "1"})
    env.kinesis.remove_tags_from_stream(StreamName=stream.name, TagKeys=["other"])
    assert env.kinesis.list_tags_for_stream(StreamName=stream.name)["Tags"] == [{"Key": "kept", "Value": "1"}]


@book.case("The third change of the capacity mode within 24 hours is refused", CAPACITY_MODES, jumps_h=1)
def mode_changes(env: Environment) -> None:
    stream = env.stream()

    def change(mode: str) -> None:
        env.kinesis.update_stream_mode(StreamARN=stream.arn, StreamModeDetails={"StreamMode": mode})

    for mode in ("ON_DEMAND", "PROVISIONED"):
        change(mode)
        env.active(stream.name)
        env.wait(900)
    with refused("LimitExceededException"):
        change("ON_DEMAND")


@book.case("A change of the capacity mode keeps the shards", CAPACITY_MODES, shards=3)
def mode_keeps_shards(env: Environment) -> None:
    stream = env.stream(3)
    env.kinesis.update_stream_mode(StreamARN=stream.arn, StreamModeDetails={"StreamMode": "ON_DEMAND"})
    summary = env.active(stream.name)
    found = (summary["StreamModeDetails"]["StreamMode"], summary["OpenShardCount"])
    assert found == ("ON_DEMAND", 3), f"it is {found}"


@book.case("Enhanced monitoring: ALL stands for seven metrics", kinesis_api("EnableEnhancedMonitoring"))
def enhanced_monitoring(env: Environment) -> None:
    stream = env.stream()
    answer = env.kinesis.enable_enhanced_monitoring(StreamName=stream.name, ShardLevelMetrics=["ALL"])
    desired = set(answer["DesiredShardLevelMetrics"]) - {"ALL"}
    wanted = {
        "IncomingBytes",
        "IncomingRecords",
        "OutgoingBytes",
        "OutgoingRecords",
        "WriteProvisionedThroughputExceeded",
        "ReadProvisionedThroughputExceeded",
        "IteratorAgeMilliseconds",
    }
    assert desired in (wanted, set()) and answer["DesiredShardLevelMetrics"], f"it names {sorted(desired)}"  # noqa: PT018


@book.case(
    "With DryRun a put is checked and stores nothing",
    "https://docs.aws.amazon.com/streams/latest/dev/kds-dryrun-validation.html",
)
def dry_run(env: Environment) -> None:
    stream = env.stream()
    with refused("DryRunOperationException"):
        env.kinesis.put_record(StreamName=stream.name, Data=b"dry", PartitionKey="k", DryRun=True)
    env.put(stream, b"wet")
    assert [record["Data"] for record in env.read(stream)] == [b"wet"]


@book.case(
    "The time at which a stream was made is that of CreateStream", kinesis_api("DescribeStreamSummary")
)
def creation_time(env: Environment) -> None:
    before = datetime.now(UTC)
    made = env.summary(env.stream().name)["StreamCreationTimestamp"]
    late_s = (made - before).total_seconds()
    assert -5 < late_s < 30, f"it is {late_s} s after the call"
