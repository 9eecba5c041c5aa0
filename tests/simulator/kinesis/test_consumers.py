"""Registered consumers come and go on virtual time."""

from __future__ import annotations

import pytest

from lablib.simulator import limits

ACCOUNT = limits.ACCOUNT_ID
ARN = f"arn:aws:kinesis:us-east-1:{ACCOUNT}:stream/usage"


def register(kinesis, name: str = "invoices", stream: str = "usage") -> dict[str, object]:
    return kinesis("RegisterStreamConsumer", StreamARN=ARN.replace("usage", stream), ConsumerName=name)[
        "Consumer"
    ]


def states(kinesis, until_s: int) -> list[tuple[int, list[tuple[str, str]]]]:
    """Every change of the listing from now on: (second, [(consumer, status)])."""
    timeline = []
    second = round(kinesis.region.clock.now_s) - limits.WORLD_START_S
    while second <= until_s:
        kinesis.at(second)
        consumers = kinesis("ListStreamConsumers", StreamARN=ARN)["Consumers"]
        now = [(each["ConsumerName"], each["ConsumerStatus"]) for each in consumers]
        if not timeline or timeline[-1][1] != now:
            timeline.append((second, now))
        second += 1
    return timeline


def test_a_consumer_is_creating_for_five_seconds_and_deleting_for_five(kinesis) -> None:
    kinesis.create()
    register(kinesis)
    created = states(kinesis, until_s=20)
    kinesis("DeregisterStreamConsumer", StreamARN=ARN, ConsumerName="invoices")

    assert created + states(kinesis, until_s=40) == [
        (10, [("invoices", "CREATING")]),
        (15, [("invoices", "ACTIVE")]),
        (20, [("invoices", "DELETING")]),
        (25, []),
    ]


def test_deregistering_twice_is_deregistering_once(kinesis) -> None:
    kinesis.create()
    consumer = register(kinesis)
    kinesis("DeregisterStreamConsumer", ConsumerARN=consumer["ConsumerARN"])
    kinesis.at(13)
    kinesis("DeregisterStreamConsumer", ConsumerARN=consumer["ConsumerARN"])

    assert states(kinesis, until_s=30) == [(13, [("invoices", "DELETING")]), (15, [])]


def test_a_consumer_is_named_by_its_arn_or_by_stream_and_name(kinesis) -> None:
    kinesis.create()
    consumer = register(kinesis)
    arn = f"{ARN}/consumer/invoices:1793577610"
    description = {
        "ConsumerName": "invoices",
        "ConsumerARN": arn,
        "ConsumerStatus": "CREATING",
        "ConsumerCreationTimestamp": 1_793_577_610.0,
    }
    assert consumer == description

    for named in (
        {"ConsumerARN": arn},
        {"StreamARN": ARN, "ConsumerName": "invoices"},
        {"ConsumerARN": arn, "StreamARN": ARN},
    ):
        told = kinesis("DescribeStreamConsumer", **named)
        assert told == {"ConsumerDescription": description | {"StreamARN": ARN}}


@pytest.mark.parametrize(
    "named",
    [
        {},
        {"ConsumerName": "invoices"},
        {"StreamARN": ARN},
        {"ConsumerARN": f"{ARN}/consumer/invoices:1793577610", "ConsumerName": "x"},
    ],
)
def test_a_consumer_named_by_too_little_or_by_contradiction_is_refused(
    kinesis, named: dict[str, str]
) -> None:
    kinesis.create()
    register(kinesis)

    assert kinesis.refused("DescribeStreamConsumer", **named)[0] == "InvalidArgumentException"


@pytest.mark.parametrize(
    "named",
    [{"StreamARN": ARN, "ConsumerName": "audit"}, {"ConsumerARN": f"{ARN}/consumer/audit:1793577610"}],
)
def test_a_consumer_that_was_never_registered_is_not_found(kinesis, named: dict[str, str]) -> None:
    kinesis.create()

    for operation in ("DescribeStreamConsumer", "DeregisterStreamConsumer"):
        assert kinesis.refused(operation, **named) == (
            "ResourceNotFoundException",
            f"Consumer audit, account {ACCOUNT} not found.",
        )


def test_an_arn_of_an_earlier_consumer_of_that_name_is_not_found(kinesis) -> None:
    kinesis.create()
    earlier = register(kinesis)
    kinesis("DeregisterStreamConsumer", ConsumerARN=earlier["ConsumerARN"])
    kinesis.at(15)
    register(kinesis)

    assert (
        kinesis.refused("DescribeStreamConsumer", ConsumerARN=earlier["ConsumerARN"])[0]
        == "ResourceNotFoundException"
    )


def test_names_are_unique_in_a_stream(kinesis) -> None:
    kinesis.create()
    register(kinesis)

    refused = kinesis.refused("RegisterStreamConsumer", StreamARN=ARN, ConsumerName="invoices")
    assert refused == (
        "ResourceInUseException",
        f"Consumer invoices under stream usage already exists for account {ACCOUNT}.",
    )


def test_five_consumers_can_be_creating_at_once_in_the_account(kinesis) -> None:
    kinesis.create()
    kinesis.create("audit")
    for number in range(5):
        register(kinesis, f"reader-{number}", "usage" if number % 2 else "audit")

    assert (
        kinesis.refused("RegisterStreamConsumer", StreamARN=ARN, ConsumerName="reader-5")[0]
        == "LimitExceededException"
    )
    kinesis.at(25)
    register(kinesis, "reader-5")


def test_twenty_consumers_can_be_registered_with_a_stream(kinesis) -> None:
    kinesis.create()
    for number in range(20):
        register(kinesis, f"reader-{number}")
        kinesis.region.clock.sleep(limits.REGISTER_CONSUMER_S)

    code, message = kinesis.refused("RegisterStreamConsumer", StreamARN=ARN, ConsumerName="reader-20")
    assert code == "LimitExceededException"
    assert "20 consumers" in message


def test_consumers_are_listed_by_name_a_page_at_a_time(kinesis) -> None:
    kinesis.create()
    for name in ("c", "a", "b"):
        register(kinesis, name)

    first = kinesis("ListStreamConsumers", StreamARN=ARN, MaxResults=2)
    rest = kinesis("ListStreamConsumers", StreamARN=ARN, NextToken=first["NextToken"])

    assert [[each["ConsumerName"] for each in page["Consumers"]] for page in (first, rest)] == [
        ["a", "b"],
        ["c"],
    ]
    assert "NextToken" not in rest


def test_a_page_token_of_consumers_belongs_to_its_stream_and_expires(kinesis) -> None:
    kinesis.create()
    kinesis.create("audit")
    register(kinesis, "a")
    register(kinesis, "b")
    token = kinesis("ListStreamConsumers", StreamARN=ARN, MaxResults=1)["NextToken"]
    other = ARN.replace("usage", "audit")

    assert (
        kinesis.refused("ListStreamConsumers", StreamARN=other, NextToken=token)[0]
        == "InvalidArgumentException"
    )
    created = {"StreamCreationTimestamp": float(limits.WORLD_START_S)}
    assert kinesis.refused("ListStreamConsumers", StreamARN=ARN, NextToken=token, **created) == (
        "InvalidArgumentException",
        "NextToken and StreamCreationTimestamp cannot be provided together.",
    )
    kinesis.at(20 + 301)
    assert (
        kinesis.refused("ListStreamConsumers", StreamARN=ARN, NextToken=token)[0]
        == "ExpiredNextTokenException"
    )


def test_a_creation_time_tells_streams_of_one_name_apart(kinesis) -> None:
    kinesis.create()
    register(kinesis)
    began = float(limits.WORLD_START_S)

    assert len(kinesis("ListStreamConsumers", StreamARN=ARN, StreamCreationTimestamp=began)["Consumers"]) == 1
    refused = kinesis.refused("ListStreamConsumers", StreamARN=ARN, StreamCreationTimestamp=began + 1)
    assert refused[0] == "ResourceNotFoundException"


def test_consumers_go_with_their_stream(kinesis) -> None:
    kinesis.create()
    arn = register(kinesis)["ConsumerARN"]
    kinesis("DeleteStream", StreamName="usage", EnforceConsumerDeletion=True)
    kinesis.at(20)

    assert kinesis.refused("DescribeStreamConsumer", ConsumerARN=arn)[0] == "ResourceNotFoundException"


def test_a_consumer_needs_an_active_stream(kinesis) -> None:
    kinesis("CreateStream", StreamName="usage", ShardCount=1)

    assert (
        kinesis.refused("RegisterStreamConsumer", StreamARN=ARN, ConsumerName="invoices")[0]
        == "ResourceInUseException"
    )
