"""How many minutes of the game each look and each act takes, by the game's names and by AWS's operations."""

from __future__ import annotations

from typing import NamedTuple

LOOK_MINUTES = {
    "alarms": 1,
    "metric": 1,
    "describe": 1,
    "deploys": 1,
    "failure queue": 1,
    "logs": 2,
    "books": 2,
    "code": 2,
    "shard": 3,
}
"""By source."""

DEPLOY, UPDATE, SETTING, REDRIVE = 5, 2, 1, 3
RESHARD_PER_SHARD = 1
"""For each shard that there is before or after, whichever is more: a reshard goes step by step."""

ACT_MINUTES = {
    "deploy": DEPLOY,
    "update mapping": UPDATE,
    "second mapping": UPDATE,
    "recreate mapping": 2 * UPDATE,
    "delete mapping": UPDATE,
    "update function": UPDATE,
    "enhanced fan-out": 2 * UPDATE,
    "capacity mode": SETTING,
    "policy": SETTING,
    "retention": SETTING,
    "purge": SETTING,
    "redrive": REDRIVE,
    "replay spool": REDRIVE,
}
"""By act; a reshard takes `RESHARD_PER_SHARD`."""

AGAIN_FREE_S = 300
"""What was looked at, or done in bulk, isn't charged again so soon after: pages, loops, a second glance."""


def told(act: str) -> str:
    """How many minutes an act takes, in words."""
    return f"{ACT_MINUTES[act]} min" if act in ACT_MINUTES else f"{RESHARD_PER_SHARD} min a shard"


class Charge(NamedTuple):
    """What a call of boto3 counts as."""

    name: str
    """A source to look at, or what the act is called."""
    minutes: float
    is_act: bool = False
    in_bulk: bool = False
    """Made in loops: charged and written down once in a while."""
    per: str = ""
    """The parameter that the minutes are multiplied by."""


def _look(source: str) -> Charge:
    return Charge(source, LOOK_MINUTES[source])


FREE = frozenset({("kinesis", "GetRecords"), ("sqs", "GetQueueUrl"), ("sts", "GetCallerIdentity")})
"""Part of what was charged before: a shard's iterator, a queue's messages."""

CHARGES: dict[tuple[str, str], Charge] = {
    ("cloudwatch", "DescribeAlarms"): _look("alarms"),
    ("cloudwatch", "DescribeAlarmsForMetric"): _look("alarms"),
    ("cloudwatch", "DescribeAlarmHistory"): _look("alarms"),
    ("cloudwatch", "GetMetricData"): _look("metric"),
    ("cloudwatch", "GetMetricStatistics"): _look("metric"),
    ("kinesis", "GetShardIterator"): _look("shard"),
    ("sqs", "ReceiveMessage"): _look("failure queue"),
    ("sqs", "GetQueueAttributes"): _look("failure queue"),
    ("kinesis", "PutRecord"): Charge("put records", REDRIVE, is_act=True, in_bulk=True),
    ("kinesis", "PutRecords"): Charge("put records", REDRIVE, is_act=True, in_bulk=True),
    ("kinesis", "UpdateShardCount"): Charge(
        "reshard", RESHARD_PER_SHARD, is_act=True, per="TargetShardCount"
    ),
    ("kinesis", "SplitShard"): Charge("reshard", 2 * RESHARD_PER_SHARD, is_act=True),
    ("kinesis", "MergeShards"): Charge("reshard", 2 * RESHARD_PER_SHARD, is_act=True),
    ("kinesis", "UpdateStreamMode"): Charge("capacity mode", SETTING, is_act=True),
    ("kinesis", "IncreaseStreamRetentionPeriod"): Charge("retention", SETTING, is_act=True),
    ("kinesis", "DecreaseStreamRetentionPeriod"): Charge("retention", SETTING, is_act=True),
    ("kinesis", "RegisterStreamConsumer"): Charge("enhanced fan-out", SETTING, is_act=True),
    ("lambda", "CreateEventSourceMapping"): Charge("create mapping", UPDATE, is_act=True),
    ("lambda", "UpdateEventSourceMapping"): Charge("update mapping", UPDATE, is_act=True),
    ("lambda", "DeleteEventSourceMapping"): Charge("delete mapping", UPDATE, is_act=True),
    ("lambda", "UpdateFunctionConfiguration"): Charge("update function", UPDATE, is_act=True),
    ("lambda", "Invoke"): Charge("invoke", SETTING, is_act=True, in_bulk=True),
    ("sqs", "PurgeQueue"): Charge("purge", SETTING, is_act=True),
    ("sqs", "DeleteMessage"): Charge("redrive", REDRIVE, is_act=True, in_bulk=True),
    ("sqs", "DeleteMessageBatch"): Charge("redrive", REDRIVE, is_act=True, in_bulk=True),
    ("sqs", "SetQueueAttributes"): Charge("policy", SETTING, is_act=True),
}
"""By service and operation. Of the others, those that read are a describe, and those that write an act."""

_READS = ("Describe", "Get", "List")


def charge_of(service: str, operation: str) -> Charge | None:
    """What a call counts as; None for one that is free."""
    if (service, operation) in FREE:
        return None
    other = _look("describe") if operation.startswith(_READS) else Charge(operation, SETTING, is_act=True)
    return CHARGES.get((service, operation), other)
