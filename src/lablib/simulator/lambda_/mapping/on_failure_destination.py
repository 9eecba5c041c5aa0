"""The message to the OnFailure destination: what was discarded, and where in the stream to find it again.

SQS and SNS get metadata only; S3 gets the event as well.
Source: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError

if TYPE_CHECKING:
    from lablib.simulator.lambda_.function.invocation import Outcome
    from lablib.simulator.lambda_.mapping.batch import Batch
    from lablib.simulator.lambda_.mapping.lane import Lane

RETRIES = "RetryAttemptsExhausted"
AGE = "RecordAgeExceeded"
SERVICES = ("sqs", "sns", "s3")


class Destination:
    """An SQS queue, an SNS topic or an S3 bucket, by its ARN."""

    def __init__(self, arn: str) -> None:
        self.arn = arn
        self._service = arn.split(":")[2]
        self._name = arn.rsplit(":", 1)[-1]

    def tell(self, lane: Lane, condition: str, batch: Batch, tries: int, outcome: Outcome | None) -> bool:
        """Deliver the message about a discarded batch; False if the destination does not take it."""
        message = message_of(lane, condition, batch, tries, outcome)
        if self._is_unfit(lane) or not self._send(lane, message, batch):
            lane.mapping.function.metrics.destination_failed(lane.mapping.clock.now_us)
            return False
        return True

    def _is_unfit(self, lane: Lane) -> bool:
        """A FIFO queue or topic takes no such message. The fault is a model, and off unless asked for."""
        share = limits.MAPPING_DESTINATION_FAULT_SHARE
        return self.arn.endswith(".fifo") or (share > 0 and lane.mapping.rng.random() < share)

    def _send(self, lane: Lane, message: dict[str, Any], batch: Batch) -> bool:
        try:
            match self._service:
                case "sqs":
                    url = self._client.get_queue_url(QueueName=self._name)["QueueUrl"]
                    self._client.send_message(QueueUrl=url, MessageBody=json.dumps(message))
                case "sns":
                    self._client.publish(TopicArn=self.arn, Message=json.dumps(message))
                case _:
                    body = json.dumps(message | {"payload": json.dumps(lane.event(batch))})
                    self._client.put_object(Bucket=self._name, Key=key_of(lane), Body=body.encode())
        except (ClientError, BotoCoreError):
            return False
        return True

    @cached_property
    def _client(self) -> Any:
        return boto3.client(self._service)


def key_of(lane: Lane) -> str:
    """The key of an object in S3."""
    mapping, shard_id = lane.mapping, lane.poller.shard_id
    at = datetime.fromtimestamp(mapping.clock.now_us // limits.US_PER_S, UTC)
    place = f"aws/lambda/{mapping.uuid}/{shard_id}/{at:%Y/%m/%d}"
    return f"{place}/{at:%Y-%m-%dT%H.%M.%S}-{mapping.runtime.new_id()}"


def message_of(
    lane: Lane, condition: str, batch: Batch, tries: int, outcome: Outcome | None
) -> dict[str, Any]:
    """The message in AWS's shape. `responseContext` is absent when the records were too old."""
    mapping = lane.mapping
    message: dict[str, Any] = {
        "requestContext": {
            "requestId": outcome.request_id if outcome is not None else mapping.runtime.new_id(),
            "functionArn": mapping.function.arn,
            "condition": condition,
            # On record for records that expired before the first try: 1, so the check itself counts.
            "approximateInvokeCount": tries if condition == RETRIES else tries + 1,
        }
    }
    if outcome is not None:
        message["responseContext"] = {
            "statusCode": 200,
            "executedVersion": "$LATEST",
            "functionError": outcome.function_error,
        }
    return message | {
        "version": "1.0",
        "timestamp": _iso(mapping.clock.now_us),
        "KinesisBatchInfo": {
            "shardId": lane.poller.shard_id,
            "startSequenceNumber": str(batch.sequence[0]),
            "endSequenceNumber": str(batch.sequence[-1]),
            "approximateArrivalOfFirstRecord": _iso(batch.arrival_us[0]),
            "approximateArrivalOfLastRecord": _iso(batch.arrival_us[-1]),
            "batchSize": len(batch),
            "streamArn": mapping.stream.arn,
        },
    }


def check_arn(arn: str) -> None:
    """Raises `InvalidParameterValueException` for what is no queue, topic or bucket.

    A FIFO queue or topic is taken, and no message is ever delivered to it.
    """
    parts = arn.split(":")
    if len(parts) < 6 or parts[2] not in SERVICES:
        raise AwsError(
            "InvalidParameterValueException",
            f"The destination ARN {arn} is invalid: give an SQS standard queue, an SNS standard topic or an "
            "S3 bucket.",
        )


def _iso(at_us: int) -> str:
    at = datetime.fromtimestamp(at_us // limits.US_PER_S, UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at_us // limits.US_PER_MS % 1_000:03d}Z"
