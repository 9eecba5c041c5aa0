"""What is left is found by name and by tag, over pages, and deleted in an order that works."""

from __future__ import annotations

import json

import pytest

from lablib.conformance.endpoints.in_moto import zipped
from lablib.on_aws.permissions import ROLE_PATH
from lablib.on_aws.plan import TAG
from lablib.on_aws.tear_down import tear_down
from lablib.on_aws.what_is_left import KINDS, Thing, left

TAGS = {TAG: "0a1b2c3d"}
PREFIX = "lablib-0a1b2c3d"


@pytest.fixture
def half_made(clients):
    """A stream, a role with its policy a function with a mapping; two queues, one oddly named."""
    kinesis, lambda_, iam, sqs = (clients(name) for name in ("kinesis", "lambda", "iam", "sqs"))
    kinesis.create_stream(StreamName=f"{PREFIX}-a-1", ShardCount=1, Tags=TAGS)
    arn = kinesis.describe_stream_summary(StreamName=f"{PREFIX}-a-1")["StreamDescriptionSummary"]["StreamARN"]
    role = iam.create_role(RoleName=PREFIX, Path=ROLE_PATH, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    allowed = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}}
    iam.put_role_policy(RoleName=PREFIX, PolicyName="run", PolicyDocument=json.dumps(allowed))
    code = {"ZipFile": zipped("")}
    lambda_.create_function(
        FunctionName=f"{PREFIX}-f", Runtime="python3.13", Role=role, Handler="h.h", Code=code, Tags=TAGS
    )
    lambda_.create_event_source_mapping(
        EventSourceArn=arn, FunctionName=f"{PREFIX}-f", StartingPosition="LATEST", Tags=TAGS
    )
    sqs.create_queue(QueueName=f"{PREFIX}-seen")
    sqs.create_queue(QueueName="renamed", tags=TAGS)


@pytest.mark.usefixtures("half_made")
def test_everything_is_found_by_its_name_or_its_tag_and_nothing_twice(clients):
    found = left(clients, PREFIX, "0a1b2c3d")
    assert [thing.kind for thing in found] == ["mapping", "function", "stream", "queue", "queue", "role"]
    assert [thing.name for thing in found if thing.kind == "queue"] == [f"{PREFIX}-seen", "renamed"]
    assert left(clients, "lablib-ffff", "ffff") == []
    assert left(clients, "lablib-", None) == found  # of every run


@pytest.mark.usefixtures("half_made")
def test_it_is_all_deleted_and_then_looked_for_again(clients, clock):
    told = []
    assert tear_down(clients, PREFIX, "0a1b2c3d", clock.shift, told.append) == []
    assert sorted(line.split()[1] for line in told) == sorted([*KINDS, "queue"])
    assert left(clients, PREFIX, "0a1b2c3d") == []


def test_many_streams_are_listed_over_their_pages(clients):
    for number in range(11):
        clients("kinesis").create_stream(StreamName=f"{PREFIX}-{number}", ShardCount=1)
    assert len(left(clients, PREFIX, "0a1b2c3d")) == 11


def test_a_tag_that_outlives_its_thing_is_no_thing_that_is_left(clients, clock, monkeypatch):
    gone = {"ResourceTagMappingList": [{"ResourceARN": "arn:aws:sqs:eu-central-1:123456789012:gone"}]}
    tagging = clients("resourcegroupstaggingapi")
    monkeypatch.setattr(
        tagging, "get_paginator", lambda name: type("P", (), {"paginate": lambda *_, **__: [gone]})()
    )
    assert [thing.name for thing in left(clients, PREFIX, "0a1b2c3d")] == ["gone"]
    assert tear_down(clients, PREFIX, "0a1b2c3d", clock.shift, print) == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_can_be_deleted_by_hand_with_the_command_that_it_names(kind):
    command = Thing(0, kind, "its-name").command("eu-central-1")
    assert command.startswith("aws ")
    assert "its-name" in command
    assert command.endswith("--region eu-central-1")
