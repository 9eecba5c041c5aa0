"""The event source mappings that a file describes, whichever of four forms it has.

    for mapping in mappings_in(load_template(text)):
        print(mapping.name, mapping.members["BatchSize"])

The forms: the JSON of `aws lambda get-event-source-mapping` and of `list-event-source-mappings`, a
CloudFormation template, and a SAM template. The members have the names of CreateEventSourceMapping.

Sources: https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html
https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html
https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-kinesis.html
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lablib.templates.loading import TemplateError, Unknown

MAPPING = "AWS::Lambda::EventSourceMapping"
SAM_FUNCTION = "AWS::Serverless::Function"
OF_SAM = {"Stream": "EventSourceArn", "KmsKeyArn": "KMSKeyArn"}
"""Members that SAM names in its own way."""
OTHER_SOURCES = ("SQS", "DynamoDB", "MSK", "MQ", "SelfManagedKafka", "DocumentDB")
"""SAM's events of other sources that Lambda polls."""


@dataclass(frozen=True, slots=True)
class DescribedMapping:
    """One mapping of a stream, as somebody wrote it or as Lambda describes it."""

    name: str
    """Its UUID, or its logical id in the template."""
    members: dict[str, Any]
    """What CreateEventSourceMapping takes; a value may be an `Unknown`."""
    is_deployed: bool
    """Whether Lambda described it: then members with a default are there, and State."""


def mappings_in(document: dict[str, Any]) -> list[DescribedMapping]:
    """Return the mappings of Kinesis streams, in the order of the file.

    Raises TemplateError for a file of no known form, and for one without a mapping of a stream.
    """
    of_streams, others = _by_source(document)
    if not of_streams and not others:
        raise TemplateError("the file has no event source mapping")
    if not of_streams:
        raise TemplateError(f"none of the file's {len(others)} event source mappings reads a Kinesis stream")
    return of_streams


def mappings_of_other_sources_in(document: dict[str, Any]) -> list[DescribedMapping]:
    """Return the mappings that read a queue, a table or anything else than a Kinesis stream.

    Raises TemplateError for a file of no known form.
    """
    return _by_source(document)[1]


def _by_source(document: dict[str, Any]) -> tuple[list[DescribedMapping], list[DescribedMapping]]:
    """The mappings of Kinesis streams, and those of all other sources."""
    if isinstance(document.get("Resources"), dict):
        found = [*_in_template(document["Resources"], _globals(document))]
    elif isinstance(document.get("EventSourceMappings"), list):
        found = [_described(object_of(each, "a mapping")) for each in document["EventSourceMappings"]]
    elif "UUID" in document and "EventSourceArn" in document:
        found = [_described(document)]
    else:
        raise TemplateError(
            "the file is no template (it has no Resources) and no answer of get-event-source-mapping or "
            "list-event-source-mappings (it has no UUID, no EventSourceMappings)"
        )
    resources = document.get("Resources") or {}
    of_streams = [each for each in found if _is_of_a_stream(each.members.get("EventSourceArn"), resources)]
    return of_streams, [each for each in found if each not in of_streams]


def _globals(document: dict[str, Any]) -> dict[str, Any]:
    """What SAM gives every function."""
    return object_of(object_of(document.get("Globals"), "Globals").get("Function"), "Globals.Function")


def object_of(value: Any, name: str) -> dict[str, Any]:
    """A member that has to be an object; an empty one if it's left out. Raises TemplateError."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise TemplateError(f"{name} is {value!s}: it has to be an object")
    return value


def _in_template(resources: dict[str, Any], for_all: dict[str, Any]) -> Iterator[DescribedMapping]:
    for name, written in resources.items():
        if isinstance(written, Unknown) or str(name).startswith("Fn::"):
            raise TemplateError(
                f"{name} makes resources only in a deployment. Remedy: aws cloudformation get-template "
                "--template-stage Processed has them"
            )
        resource = object_of(written, name)
        properties = object_of(resource.get("Properties"), f"{name}.Properties")
        if resource.get("Type") == MAPPING:
            yield DescribedMapping(name, properties, is_deployed=False)
        elif resource.get("Type") == SAM_FUNCTION:
            events = object_of(for_all.get("Events"), "Events") | object_of(
                properties.get("Events"), "Events"
            )
            for event, one in events.items():
                source = object_of(one, f"{name}.{event}").get("Type")
                if source == "Kinesis":
                    yield DescribedMapping(f"{name}{event}", _of_sam(one), is_deployed=False)
                elif source in OTHER_SOURCES:
                    yield DescribedMapping(f"{name}{event}", {}, is_deployed=False)


def _of_sam(event: dict[str, Any]) -> dict[str, Any]:
    properties = object_of(event.get("Properties"), "Properties")
    members = {OF_SAM.get(key, key): value for key, value in properties.items()}
    members.setdefault("EventSourceArn", Unknown("Stream", "not named"))
    return members


def _described(answer: dict[str, Any]) -> DescribedMapping:
    return DescribedMapping(str(answer.get("UUID", "a mapping")), answer, is_deployed=True)


def _is_of_a_stream(arn: Any, resources: dict[str, Any]) -> bool:
    """Whether the source is a stream or a consumer of one; a source that isn't known counts as one."""
    if isinstance(arn, Unknown):
        named = next(iter(arn.argument), None) if isinstance(arn.argument, list) else arn.argument
        resource = resources.get(named) if isinstance(named, str) else None
        return not isinstance(resource, dict) or str(resource.get("Type")).startswith("AWS::Kinesis::")
    return isinstance(arn, str) and ":kinesis:" in arn
