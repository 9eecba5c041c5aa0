"""Every answer of Lambda has the shape that botocore's service model gives it."""

from __future__ import annotations

from typing import Any

import boto3
from answer_shapes import wrong_in

from lablib.simulator import limits
from lablib.simulator.api.service_model import model_of
from lablib.simulator.lambda_.endpoint import OPERATIONS

STREAM = f"arn:aws:kinesis:us-east-1:{limits.ACCOUNT_ID}:stream/usage"
QUEUE = f"arn:aws:sqs:us-east-1:{limits.ACCOUNT_ID}:failed"
NAMED = {"FunctionName": "bill"}
EVERY_SETTING = {
    "BatchSize": 10,
    "BisectBatchOnFunctionError": True,
    "DestinationConfig": {"OnFailure": {"Destination": QUEUE}},
    "FilterCriteria": {"Filters": [{"Pattern": '{"data": {"bytes": [{"numeric": [">", 0]}]}}'}]},
    "FunctionResponseTypes": ["ReportBatchItemFailures"],
    "KMSKeyArn": f"arn:aws:kms:us-east-1:{limits.ACCOUNT_ID}:key/billing",
    "MaximumBatchingWindowInSeconds": 5,
    "MaximumRecordAgeInSeconds": 60,
    "MaximumRetryAttempts": 2,
    "MetricsConfig": {"Metrics": ["EventCount"]},
    "ParallelizationFactor": 2,
}


def bill(event, context):
    if event == "poison":
        raise ValueError("no amount")
    return {"billed": 1}


FUNCTION: list[tuple[str, dict[str, Any]]] = [
    ("UpdateFunctionConfiguration", {**NAMED, "Timeout": 9, "DeadLetterConfig": {"TargetArn": QUEUE}}),
    ("PutFunctionConcurrency", {**NAMED, "ReservedConcurrentExecutions": 5}),
    ("GetFunctionConcurrency", NAMED),
    ("GetFunction", NAMED),
    ("GetFunctionConfiguration", NAMED),
    ("ListFunctions", {"MaxItems": 1}),
    ("Invoke", {**NAMED, "LogType": "Tail"}),
    ("Invoke", {**NAMED, "LogType": "Tail", "Payload": b'"poison"'}),
    ("Invoke", {**NAMED, "InvocationType": "Event"}),
    ("Invoke", {**NAMED, "InvocationType": "DryRun"}),
    ("DeleteFunctionConcurrency", NAMED),
    ("GetFunctionConcurrency", NAMED),
]
MAPPING: list[tuple[str, dict[str, Any]]] = [
    ("GetEventSourceMapping", {}),
    ("UpdateEventSourceMapping", {"Enabled": False, "FilterCriteria": {}}),
    ("ListEventSourceMappings", {"MaxItems": 1}),
    ("DeleteEventSourceMapping", {}),
]


def test_every_answer_about_functions_and_mappings_fits_its_output_shape(world) -> None:
    called = set()

    def call(operation: str, params: dict[str, Any]) -> dict[str, Any]:
        """Before the wire: boto3 drops what it doesn't know."""
        answer = OPERATIONS[operation](world.lambda_, params, world.clock.now_us)
        assert wrong_in(answer, model_of("lambda").operation_model(operation).output_shape) == [], operation
        called.add(operation)
        world.sleep(10)
        return answer

    for name in ("bill", "report"):
        world.deploy(bill, name=name)
    for operation, params in FUNCTION:
        call(operation, params)

    boto3.client("kinesis").create_stream(StreamName="usage", ShardCount=1)
    world.sleep(limits.CREATE_STREAM_S)
    source = {"EventSourceArn": STREAM, "StartingPosition": "AT_TIMESTAMP", "StartingPositionTimestamp": 1.0}
    plain = {"EventSourceArn": STREAM, "StartingPosition": "LATEST", "FunctionName": "report"}
    call("CreateEventSourceMapping", plain)
    mapping = call("CreateEventSourceMapping", NAMED | source | EVERY_SETTING)
    for operation, params in MAPPING:
        call(operation, params if operation.startswith("List") else params | {"UUID": mapping["UUID"]})

    assert called == OPERATIONS.keys()
