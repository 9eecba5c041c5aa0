"""How a deployment makes each resource: the boto3 calls, and what Ref and Fn::GetAtt give afterwards.

Properties are resolved and known (`resource_types.py`); each method may change the dict that it gets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from lablib.simulator import limits
from lablib.simulator.lambda_.function.function import Handler
from lablib.simulator.world import World
from lablib.templates import deleting
from lablib.templates.api_values import as_object, as_text
from lablib.templates.calling import POLL_S, Caller, Properties
from lablib.templates.loading import TemplateError
from lablib.templates.resolving import Made

TRUST = "AssumeRolePolicyDocument"
SETTINGS = {
    "Timeout": "timeout_s",
    "MemorySize": "memory_mb",
    "ReservedConcurrentExecutions": "reserved_concurrency",
}
"""Properties of a function that `World.deploy` takes."""


class Maker(Caller):
    """Makes the resources of one deployment. What takes a second call is deleted if that call fails."""

    def __init__(self, world: World, handlers: Mapping[str, Handler]) -> None:
        super().__init__(world)
        self._handlers = handlers

    @contextmanager
    def _or_delete(self, delete: Callable[[Caller, Made], None], made: Made) -> Iterator[Made]:
        try:
            yield made
        except BaseException:
            delete(self, made)
            raise

    def stream(self, logical_id: str, properties: Properties) -> Made:
        """A stream that is ACTIVE."""
        name, hours = properties.pop("Name"), _retention_h(properties.pop("RetentionPeriodHours", None))
        encryption = properties.pop("StreamEncryption", None)
        self.call("kinesis", "CreateStream", {"StreamName": name} | _tags_as_object(properties))
        with self._or_delete(deleting.stream, Made(name, {"Arn": self._active(name)})) as made:
            if hours > limits.RETENTION_DEFAULT_H:
                longer = {"StreamName": name, "RetentionPeriodHours": hours}
                self.call("kinesis", "IncreaseStreamRetentionPeriod", longer)
            if encryption is not None:
                self.call("kinesis", "StartStreamEncryption", {"StreamName": name, **encryption})
            self._active(name)
        return made

    def _active(self, name: str) -> str:
        """The stream's ARN, once it is ACTIVE."""
        while True:
            answer = self.call("kinesis", "DescribeStreamSummary", {"StreamName": name})
            summary = answer["StreamDescriptionSummary"]
            if summary["StreamStatus"] == "ACTIVE":
                return str(summary["StreamARN"])
            self.world.sleep(POLL_S)

    def queue(self, logical_id: str, properties: Properties) -> Made:
        """A queue. What isn't its name or a tag is an attribute, which SQS wants as text."""
        name, tags = properties.pop("QueueName"), as_object(properties.pop("Tags", []))
        attributes = {key: as_text(value) for key, value in properties.items()}
        params = {"QueueName": name, "tags": tags, "Attributes": attributes}
        url = self.call("sqs", "CreateQueue", params)["QueueUrl"]
        asked = {"QueueUrl": url, "AttributeNames": ["QueueArn"]}
        arn = self.call("sqs", "GetQueueAttributes", asked)["Attributes"]["QueueArn"]
        return Made(url, {"Arn": arn, "QueueUrl": url, "QueueName": name})

    def log_group(self, logical_id: str, properties: Properties) -> Made:
        """A log group, which stays empty: the world keeps what functions log (`world.logs`)."""
        name, days = properties["LogGroupName"], properties.get("RetentionInDays")
        tags = as_object(properties.get("Tags", []))
        self.call("logs", "CreateLogGroup", {"logGroupName": name, "tags": tags})
        with self._or_delete(
            deleting.log_group, Made(name, {"Arn": _arn("logs", f"log-group:{name}:*")})
        ) as made:
            if days is not None:
                self.call("logs", "PutRetentionPolicy", {"logGroupName": name, "retentionInDays": days})
        return made

    def role(self, logical_id: str, properties: Properties) -> Made:
        """A role, which is kept and not enforced."""
        policies = properties.pop("Policies", [])
        trust = {key: as_text(value) for key, value in properties.items() if key == TRUST}
        role = self.call("iam", "CreateRole", properties | trust)["Role"]
        attributes = {"Arn": role["Arn"], "RoleId": role["RoleId"]}
        with self._or_delete(deleting.role, Made(role["RoleName"], attributes)) as made:
            for policy in policies:
                document = {"PolicyDocument": as_text(policy["PolicyDocument"])}
                named = {"RoleName": made.ref, "PolicyName": policy["PolicyName"]}
                self.call("iam", "PutRolePolicy", named | document)
        return made

    def function(self, logical_id: str, properties: Properties) -> Made:
        """The handler that was given for it, with the template's settings."""
        name = properties["FunctionName"]
        settings = {SETTINGS[each]: int(value) for each, value in properties.items() if each in SETTINGS}
        if name in self.world.lambda_.functions.by_name:
            raise TemplateError(f"there is a function {name} already. Remedy: another name, or another world")
        function = self.world.deploy(self._handlers[logical_id], name=name, **settings)
        with self._or_delete(deleting.function, Made(name, {"Arn": function.arn})) as made:
            if "DeadLetterConfig" in properties:
                change = {"FunctionName": name, "DeadLetterConfig": properties["DeadLetterConfig"]}
                self.call("lambda", "UpdateFunctionConfiguration", change)
        return made

    def mapping(self, logical_id: str, properties: Properties) -> Made:
        """A mapping that is Enabled, or Disabled if the template says so."""
        if "KmsKeyArn" in properties:
            properties["KMSKeyArn"] = properties.pop("KmsKeyArn")
        made = self.call("lambda", "CreateEventSourceMapping", _tags_as_object(properties))
        uuid = made["UUID"]
        while made["State"] not in ("Enabled", "Disabled"):
            self.world.sleep(POLL_S)
            made = self.call("lambda", "GetEventSourceMapping", {"UUID": uuid})
        return Made(uuid, {"Id": uuid, "EventSourceMappingArn": made["EventSourceMappingArn"]})

    def alarm(self, logical_id: str, properties: Properties) -> Made:
        """An alarm, whose actions are kept and not carried out."""
        self.call("cloudwatch", "PutMetricAlarm", properties)
        name = properties["AlarmName"]
        return Made(name, {"Arn": _arn("cloudwatch", f"alarm:{name}")})


def _arn(service: str, resource: str) -> str:
    return f"arn:{limits.PARTITION}:{service}:{limits.REGION}:{limits.ACCOUNT_ID}:{resource}"


def _retention_h(hours: Any) -> int:
    """As a number, 24 if it isn't given. Raises TemplateError for less, which no call would refuse later."""
    least, text = limits.RETENTION_MIN_H, str(limits.RETENTION_DEFAULT_H if hours is None else hours)
    if not text.isascii() or not text.isdigit() or int(text) < least:
        raise TemplateError(
            f"RetentionPeriodHours is {text}, and has to be a whole number of at least {least}"
        )
    return int(text)


def _tags_as_object(properties: Properties) -> Properties:
    return properties | {"Tags": as_object(properties["Tags"])} if "Tags" in properties else properties
