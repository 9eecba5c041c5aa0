"""The resource types that the simulator makes from a template, and what is known of each.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lablib.simulator.cloudwatch.alarm_settings import KEPT
from lablib.templates import deleting
from lablib.templates.calling import Caller, Properties
from lablib.templates.loading import TemplateError
from lablib.templates.making import SETTINGS, Maker
from lablib.templates.resolving import Made

FUNCTION = "AWS::Lambda::Function"


@dataclass(frozen=True, slots=True)
class ResourceType:
    """One type. A property that isn't among `properties` is refused."""

    make: Callable[[Maker, str, Properties], Made]
    delete: Callable[[Caller, Made], None]
    properties: frozenset[str]
    attributes: frozenset[str]
    """What Fn::GetAtt may ask for."""
    named_by: str = ""
    """The property with its name. Without it a name is made, as CloudFormation does."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TYPES = {
    "AWS::CloudWatch::Alarm": ResourceType(
        Maker.alarm, deleting.alarm, KEPT | {"Tags"}, _words("Arn"), "AlarmName"
    ),
    "AWS::IAM::Role": ResourceType(
        Maker.role,
        deleting.role,
        _words("RoleName Path Description AssumeRolePolicyDocument MaxSessionDuration Policies Tags"),
        _words("Arn RoleId"),
        "RoleName",
    ),
    "AWS::Kinesis::Stream": ResourceType(
        Maker.stream,
        deleting.stream,
        _words("Name ShardCount StreamModeDetails RetentionPeriodHours StreamEncryption Tags"),
        _words("Arn"),
        "Name",
    ),
    "AWS::Lambda::EventSourceMapping": ResourceType(
        Maker.mapping,
        deleting.mapping,
        _words(
            "BatchSize BisectBatchOnFunctionError DestinationConfig Enabled EventSourceArn FilterCriteria "
            "FunctionName FunctionResponseTypes KmsKeyArn MaximumBatchingWindowInSeconds "
            "MaximumRecordAgeInSeconds MaximumRetryAttempts MetricsConfig ParallelizationFactor "
            "StartingPosition StartingPositionTimestamp Tags TumblingWindowInSeconds"
        ),
        _words("Id EventSourceMappingArn"),
    ),
    # Most properties of the first line are about code in an account. Here the code is a handler.
    FUNCTION: ResourceType(
        Maker.function,
        deleting.function,
        _words("Architectures Code Description Handler LoggingConfig Role Runtime Tags")
        | _words("FunctionName DeadLetterConfig")
        | frozenset(SETTINGS),
        _words("Arn"),
        "FunctionName",
    ),
    "AWS::Logs::LogGroup": ResourceType(
        Maker.log_group,
        deleting.log_group,
        _words("LogGroupName RetentionInDays Tags"),
        _words("Arn"),
        "LogGroupName",
    ),
    "AWS::SQS::Queue": ResourceType(
        Maker.queue,
        deleting.queue,
        _words(
            "QueueName DelaySeconds FifoQueue ContentBasedDeduplication KmsMasterKeyId MaximumMessageSize "
            "KmsDataKeyReusePeriodSeconds MessageRetentionPeriod ReceiveMessageWaitTimeSeconds RedrivePolicy "
            "SqsManagedSseEnabled Tags VisibilityTimeout"
        ),
        _words("Arn QueueUrl QueueName"),
        "QueueName",
    ),
}


def check_known(resource: Mapping[str, Any]) -> None:
    """Raises TemplateError for a type or a property that the simulator doesn't make anything of."""
    kind = resource.get("Type")
    if not isinstance(kind, str) or kind not in TYPES:
        raise TemplateError(
            f"its type {kind} isn't known here. Known are: {', '.join(TYPES)}. Remedy: leave it out of the "
            "template that is deployed here, or make it with boto3."
        )
    properties = resource.get("Properties") or {}
    if unknown := sorted(properties.keys() - TYPES[kind].properties):
        raise TemplateError(
            f"its property {', '.join(unknown)} isn't modelled. Modelled are: "
            f"{', '.join(sorted(TYPES[kind].properties))}."
        )
