"""What provokes each error of Lambda: usually, and of the operations that need something else."""

from __future__ import annotations

from typing import Any

from error_scene import Provocation, Scene, broken_service, changed
from kinesis_errors import ARN

from lablib import World
from lablib.simulator import limits

NAMED = {"FunctionName": "bill"}
SOURCE = f"{ARN}/usage"
TOO_MANY = limits.ACCOUNT_CONCURRENCY

CALLS: dict[str, dict[str, Any]] = {
    "CreateEventSourceMapping": {
        "FunctionName": "report",
        "EventSourceArn": SOURCE,
        "StartingPosition": "LATEST",
    },
    "DeleteEventSourceMapping": {},
    "DeleteFunctionConcurrency": NAMED,
    "GetEventSourceMapping": {},
    "GetFunction": NAMED,
    "GetFunctionConcurrency": NAMED,
    "GetFunctionConfiguration": NAMED,
    "Invoke": NAMED,
    "ListEventSourceMappings": {},
    "ListFunctions": {},
    "PutFunctionConcurrency": {**NAMED, "ReservedConcurrentExecutions": 1},
    "UpdateEventSourceMapping": {"BatchSize": 10},
    "UpdateFunctionConfiguration": {**NAMED, "Timeout": 9},
}
"""A call of each operation on a function and on its mapping."""


def scene_of(world: World, operation: str) -> Scene:
    """The functions `bill` and `report`, and a mapping from the stream `usage` to `bill`, Enabled."""
    scene = Scene(world, "lambda", operation, dict(CALLS[operation]))
    for name in ("bill", "report"):
        world.deploy(lambda event, context: None, name=name)
    Scene(world, "kinesis", "CreateStream", {"StreamName": "usage", "ShardCount": 1}).call()
    world.sleep(limits.CREATE_STREAM_S)
    mapping = scene.client.create_event_source_mapping(
        **CALLS["CreateEventSourceMapping"] | {"FunctionName": "bill"}
    )
    world.sleep(limits.MAPPING_CREATE_US / limits.US_PER_S)
    if operation in ("GetEventSourceMapping", "UpdateEventSourceMapping", "DeleteEventSourceMapping"):
        scene.usual["UUID"] = mapping["UUID"]
    return scene


def mapping_that_changes(scene: Scene) -> None:
    scene.client.update_event_source_mapping(UUID=scene.usual["UUID"], BatchSize=20)
    scene.call()


def function_that_has_a_mapping(scene: Scene) -> None:
    """A second mapping is to feed the function of the first."""
    mapping = scene.client.create_event_source_mapping(**CALLS["CreateEventSourceMapping"])
    scene.world.sleep(limits.MAPPING_CREATE_US / limits.US_PER_S)
    scene.call(UUID=mapping["UUID"], FunctionName="bill")


def nothing_may_run(scene: Scene) -> None:
    scene.client.put_function_concurrency(**NAMED, ReservedConcurrentExecutions=0)
    scene.call()


two_versions = changed(FunctionName="bill:PROD", Qualifier="7")
a_version = changed(FunctionName="bill:PROD")
forged_marker = changed(Marker="forged")
unknown_mapping = changed(UUID="00000000-0000-4000-8000-000000000000")

USUALLY: dict[str, Provocation] = {
    "InvalidParameterValueException": two_versions,
    "InvalidRequestContentException": changed(Payload=b"{"),
    "ResourceInUseException": mapping_that_changes,
    "ResourceNotFoundException": changed(FunctionName="gone"),
    "ServiceException": broken_service,
    "TooManyRequestsException": nothing_may_run,
}
INSTEAD: dict[tuple[str, str], Provocation] = {
    ("CreateEventSourceMapping", "InvalidParameterValueException"): changed(EventSourceArn=f"{ARN}/gone"),
    ("CreateEventSourceMapping", "ResourceConflictException"): changed(**NAMED),
    ("DeleteEventSourceMapping", "ResourceNotFoundException"): unknown_mapping,
    ("DeleteFunctionConcurrency", "InvalidParameterValueException"): a_version,
    ("GetEventSourceMapping", "ResourceNotFoundException"): unknown_mapping,
    ("ListEventSourceMappings", "InvalidParameterValueException"): forged_marker,
    ("ListFunctions", "InvalidParameterValueException"): forged_marker,
    ("PutFunctionConcurrency", "InvalidParameterValueException"): changed(
        ReservedConcurrentExecutions=TOO_MANY
    ),
    ("UpdateEventSourceMapping", "InvalidParameterValueException"): changed(MaximumRecordAgeInSeconds=1),
    ("UpdateEventSourceMapping", "ResourceConflictException"): function_that_has_a_mapping,
    ("UpdateEventSourceMapping", "ResourceNotFoundException"): unknown_mapping,
    ("UpdateFunctionConfiguration", "InvalidParameterValueException"): changed(
        Timeout=limits.FUNCTION_TIMEOUT_MAX_S + 1
    ),
}
