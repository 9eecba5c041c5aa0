"""How a deployment makes each resource: the boto3 calls, and what Ref and Fn::GetAtt give afterwards.

Properties are resolved and known (`resource_types.py`); each method may change the dict that it gets.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import botocore

from lablib.simulator import limits
from lablib.simulator.lambda_.function.function import Handler
from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.templates.api_values import as_object, as_text, typed
from lablib.templates.resolving import Made

Properties = dict[str, Any]
POLL_S = 1.0
TRUST = "AssumeRolePolicyDocument"
SETTINGS = {
    "Timeout": "timeout_s",
    "MemorySize": "memory_mb",
    "ReservedConcurrentExecutions": "reserved_concurrency",
}
"""Properties of a function that `World.deploy` takes."""


class Maker:
    """Makes the resources of one deployment in an open world."""

    def __init__(self, world: World, handlers: Mapping[str, Handler]) -> None:
        self.world = world
        self._handlers = handlers
        self._clients: dict[str, Any] = {}

    def call(self, service: str, operation: str, params: Properties) -> dict[str, Any]:
        """An operation by its API name. Raises as boto3 does."""
        if service not in self._clients:
            self._clients[service] = world_client(service)
        client = self._clients[service]
        shape = client.meta.service_model.operation_model(operation).input_shape
        answer: dict[str, Any] = getattr(client, botocore.xform_name(operation))(**typed(params, shape))
        return answer

    def stream(self, logical_id: str, properties: Properties) -> Made:
        """A stream that is ACTIVE."""
        name, hours = properties.pop("Name"), properties.pop("RetentionPeriodHours", 0)
        encryption = properties.pop("StreamEncryption", None)
        self.call("kinesis", "CreateStream", {"StreamName": name} | _tags_as_object(properties))
        arn = self._active(name)
        if int(hours) > limits.RETENTION_DEFAULT_H:
            longer = {"StreamName": name, "RetentionPeriodHours": hours}
            self.call("kinesis", "IncreaseStreamRetentionPeriod", longer)
        if encryption is not None:
            self.call("kinesis", "StartStreamEncryption", {"StreamName": name, **encryption})
        self._active(name)
        return Made(name, {"Arn": arn})

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
        if days is not None:
            self.call("logs", "PutRetentionPolicy", {"logGroupName": name, "retentionInDays": days})
        return Made(name, {"Arn": _arn("logs", f"log-group:{name}:*")})

    def role(self, logical_id: str, properties: Properties) -> Made:
        """A role, which is kept and not enforced."""
        policies = properties.pop("Policies", [])
        trust = {key: as_text(value) for key, value in properties.items() if key == TRUST}
        role = self.call("iam", "CreateRole", properties | trust)["Role"]
        for policy in policies:
            document = {"PolicyDocument": as_text(policy["PolicyDocument"])}
            named = {"RoleName": role["RoleName"], "PolicyName": policy["PolicyName"]}
            self.call("iam", "PutRolePolicy", named | document)
        return Made(role["RoleName"], {"Arn": role["Arn"], "RoleId": role["RoleId"]})

    def function(self, logical_id: str, properties: Properties) -> Made:
        """The handler that was given for it, with the template's settings."""
        name = properties["FunctionName"]
        settings = {SETTINGS[each]: int(value) for each, value in properties.items() if each in SETTINGS}
        function = self.world.deploy(self._handlers[logical_id], name=name, **settings)
        if "DeadLetterConfig" in properties:
            change = {"FunctionName": name, "DeadLetterConfig": properties["DeadLetterConfig"]}
            self.call("lambda", "UpdateFunctionConfiguration", change)
        return Made(name, {"Arn": function.arn})

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


def _tags_as_object(properties: Properties) -> Properties:
    return properties | {"Tags": as_object(properties["Tags"])} if "Tags" in properties else properties
