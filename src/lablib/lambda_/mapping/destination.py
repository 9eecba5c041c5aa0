"""The message to the OnFailure destination: what was discarded, and where in the stream to find it again.

SQS and SNS get metadata only; S3 gets the event as well.
Source: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from lablib import limits
from lablib.errors import AwsError
from lablib.lambda_.mapping.event import event_of

if TYPE_CHECKING:
    from lablib.lambda_.invocation import Outcome
    from lablib.lambda_.mapping.batch import Batch
    from lablib.lambda_.mapping.lane import Lane

RETRIES = "RetryAttemptsExhausted"
AGE = "RecordAgeExceeded"


class Destination:
    """An SQS queue, an SNS topic or an S3 bucket, by its ARN."""

    def __init__(self, arn: str) -> None:
        self.arn = arn

    def tell(self, lane: Lane, condition: str, batch: Batch, tries: int, outcome: Outcome | None) -> bool:
        """Deliver the message about a discarded batch; False if the destination does not take it."""
        message = message_of(lane, condition, batch, tries, outcome)
        service = self.arn.split(":")[2]
        send = {"sqs": self._to_sqs, "sns": self._to_sns, "s3": self._to_s3}[service]
        try:
            send(lane, message, batch)
        except (ClientError, BotoCoreError):
            lane.mapping.function.metrics.destination_failed(lane.mapping.clock.now_us)
            return False
        return True

    def _to_sqs(self, lane: Lane, message: dict[str, Any], batch: Batch) -> None:
        sqs = boto3.client("sqs")
        url = sqs.get_queue_url(QueueName=self.arn.rsplit(":", 1)[-1])["QueueUrl"]
        sqs.send_message(QueueUrl=url, MessageBody=json.dumps(message))

    def _to_sns(self, lane: Lane, message: dict[str, Any], batch: Batch) -> None:
        boto3.client("sns").publish(TopicArn=self.arn, Message=json.dumps(message))

    def _to_s3(self, lane: Lane, message: dict[str, Any], batch: Batch) -> None:
        mapping, shard_id = lane.mapping, lane.poller.shard.id
        at = datetime.fromtimestamp(mapping.clock.now_s, UTC)
        key = (
            f"aws/lambda/{mapping.uuid}/{shard_id}/{at:%Y/%m/%d}/{at:%Y-%m-%dT%H.%M.%S}-{mapping.runtime.new_id()}"
        )
        kept = [position for position in batch.positions if position >= lane.log.first]
        event = event_of(lane.log, kept, shard_id, mapping.source_arn)
        body = json.dumps(message | {"payload": json.dumps(event)})
        boto3.client("s3").put_object(Bucket=self.arn.rsplit(":", 1)[-1], Key=key, Body=body.encode())


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
            "shardId": lane.poller.shard.id,
            "startSequenceNumber": str(batch.sequence[0]),
            "endSequenceNumber": str(batch.sequence[-1]),
            "approximateArrivalOfFirstRecord": _iso(batch.arrival_us[0]),
            "approximateArrivalOfLastRecord": _iso(batch.arrival_us[-1]),
            "batchSize": len(batch),
            "streamArn": mapping.stream.arn,
        },
    }


def check_arn(arn: str) -> None:
    """Raises `InvalidParameterValueException` for what is no queue, topic or bucket."""
    parts = arn.split(":")
    fits: dict[str, Callable[[], bool]] = {
        "sqs": lambda: not arn.endswith(".fifo"),
        "sns": lambda: not arn.endswith(".fifo"),
        "s3": lambda: True,
    }
    if len(parts) < 6 or parts[2] not in fits or not fits[parts[2]]():
        raise AwsError(
            "InvalidParameterValueException",
            f"The destination ARN {arn} is invalid: an SQS standard queue, an SNS standard topic or an S3 bucket.",
        )


def _iso(at_us: int) -> str:
    at = datetime.fromtimestamp(at_us // limits.US_PER_MS / 1_000, UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1_000:03d}Z"
