"""The OnFailure destination: a message about each discarded batch, and where in the stream to find it again.

SQS and SNS get metadata only; S3 gets the event as well.
Source: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.lambda_.function.function import Function
from lablib.simulator.lambda_.function.invocation import Outcome, Runtime
from lablib.simulator.lambda_.mapping.batch import Batch

RETRIES = "RetryAttemptsExhausted"
AGE = "RecordAgeExceeded"
SERVICES = ("sqs", "sns", "s3")


@dataclass(frozen=True, slots=True)
class Discarded:
    """A batch that the mapping gives up."""

    condition: str
    """Why: `RETRIES` or `AGE`."""
    shard_id: str
    batch: Batch
    tries: int
    outcome: Outcome | None
    """Of the last try; None if the records were too old, or too large for any try."""
    event: Callable[[], dict[str, Any]]
    """Makes the event of the batch, as far as the stream still has its records."""


class Destination:
    """An SQS queue, an SNS topic or an S3 bucket, by its ARN, for one mapping of a stream to a function."""

    def __init__(
        self,
        arn: str,
        mapping_uuid: str,
        stream_arn: str,
        function: Function,
        runtime: Runtime,
        rng: random.Random,
    ) -> None:
        self._arn = arn
        self._mapping_uuid = mapping_uuid
        self._stream_arn = stream_arn
        self._function = function
        self._runtime = runtime
        self._rng = rng
        self._service = arn.split(":")[2]
        self._name = arn.rsplit(":", 1)[-1]

    def send(self, discarded: Discarded) -> bool:
        """Deliver the message about a discarded batch; False if that fails."""
        message = self._message(discarded)
        if self._is_unfit() or not self._deliver(message, discarded):
            self._function.metrics.destination_failed(self._runtime.clock.now_us)
            return False
        return True

    def _is_unfit(self) -> bool:
        """A FIFO queue or topic takes no such message. The fault is a model, and off unless asked for."""
        share = limits.MAPPING_DESTINATION_FAULT_SHARE
        return self._arn.endswith(".fifo") or (share > 0 and self._rng.random() < share)

    def _deliver(self, message: dict[str, Any], discarded: Discarded) -> bool:
        try:
            match self._service:
                case "sqs":
                    url = self._client.get_queue_url(QueueName=self._name)["QueueUrl"]
                    self._client.send_message(QueueUrl=url, MessageBody=json.dumps(message))
                case "sns":
                    self._client.publish(TopicArn=self._arn, Message=json.dumps(message))
                case _:
                    body = json.dumps(message | {"payload": json.dumps(discarded.event())})
                    key = self._key(discarded.shard_id)
                    self._client.put_object(Bucket=self._name, Key=key, Body=body.encode())
        except (ClientError, BotoCoreError):
            return False
        return True

    @cached_property
    def _client(self) -> Any:
        return boto3.client(self._service)

    def _key(self, shard_id: str) -> str:
        """The key of an object in S3."""
        at = datetime.fromtimestamp(self._runtime.clock.now_us // limits.US_PER_S, UTC)
        place = f"aws/lambda/{self._mapping_uuid}/{shard_id}/{at:%Y/%m/%d}"
        return f"{place}/{at:%Y-%m-%dT%H.%M.%S}-{self._runtime.new_id()}"

    def _message(self, discarded: Discarded) -> dict[str, Any]:
        """The message in AWS's shape. `responseContext` is absent when the records were too old."""
        batch, outcome, tries = discarded.batch, discarded.outcome, discarded.tries
        message: dict[str, Any] = {
            "requestContext": {
                "requestId": outcome.request_id if outcome is not None else self._runtime.new_id(),
                "functionArn": self._function.arn,
                "condition": discarded.condition,
                # On record for records that expired before the first try: 1, so the check itself counts.
                "approximateInvokeCount": tries if discarded.condition == RETRIES else tries + 1,
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
            "timestamp": _iso(self._runtime.clock.now_us),
            "KinesisBatchInfo": {
                "shardId": discarded.shard_id,
                "startSequenceNumber": str(batch.sequence[0]),
                "endSequenceNumber": str(batch.sequence[-1]),
                "approximateArrivalOfFirstRecord": _iso(batch.arrival_us[0]),
                "approximateArrivalOfLastRecord": _iso(batch.arrival_us[-1]),
                "batchSize": len(batch),
                "streamArn": self._stream_arn,
            },
        }


def check_arn(arn: str) -> None:
    """Raises `InvalidParameterValueException` for what is no queue, topic or bucket.

    A FIFO queue or topic is taken, and no message is ever delivered to it.
    """
    parts = arn.split(":")
    if arn.startswith("kafka://"):
        raise AwsError(
            "InvalidParameterValueException",
            f"The lab's Lambda does not model the Kafka topic {arn} as a destination, which AWS takes. "
            "Here give an SQS standard queue, an SNS standard topic or an S3 bucket.",
        )
    if len(parts) < 6 or parts[2] not in SERVICES:
        raise AwsError(
            "InvalidParameterValueException",
            f"The destination ARN {arn} is invalid: give an SQS standard queue, an SNS standard topic or an "
            "S3 bucket.",
        )


def _iso(at_us: int) -> str:
    at = datetime.fromtimestamp(at_us // limits.US_PER_S, UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at_us // limits.US_PER_MS % 1_000:03d}Z"
