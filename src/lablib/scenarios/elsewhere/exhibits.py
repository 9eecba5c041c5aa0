"""The code in the museum: what public projects shipped, each bug in ten lines written for this course."""

from __future__ import annotations

import time
from typing import Any


def drop_what_comes_back(dynamodb: Any, table: str, items: list[Any]) -> None:
    for start in range(0, len(items), 25):
        puts = [{"PutRequest": {"Item": item}} for item in items[start : start + 25]]
        dynamodb.batch_write_item(RequestItems={table: puts})


def forward(firehose: Any, delivery: str, lines: list[str]) -> str:
    records = [{"Data": line} for line in lines]
    firehose.put_record_batch(DeliveryStreamName=delivery, Records=records)
    return f"forwarded {len(records)} records"


def retry_a_call_that_raises(kinesis: Any, stream: str, records: list[Any]) -> None:
    for _ in range(5):
        try:
            kinesis.put_records(StreamName=stream, Records=records)
            return
        except kinesis.exceptions.ProvisionedThroughputExceededException:
            time.sleep(1)


def resend_the_batch(firehose: Any, delivery: str, lines: list[str]) -> None:
    records = [{"Data": line} for line in lines]
    while firehose.put_record_batch(DeliveryStreamName=delivery, Records=records)["FailedPutCount"]:
        time.sleep(0.5)


def delete_and_forget(sqs: Any, queue: str, handle: Any) -> None:
    messages = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
    for message in messages:
        handle(message["Body"])
    handles = [{"Id": each["MessageId"], "ReceiptHandle": each["ReceiptHandle"]} for each in messages]
    if handles:
        sqs.delete_message_batch(QueueUrl=queue, Entries=handles)


def trust_the_status(events: Any, entries: list[Any]) -> int:
    answer = events.put_events(Entries=entries)
    if answer["ResponseMetadata"]["HTTPStatusCode"] != 200:
        raise RuntimeError("EventBridge did not take the events")
    return len(entries)


def check_that_is_always_true(events: Any, entries: list[Any]) -> None:
    answer = events.put_events(Entries=entries)
    if "FailedEntryCount" in answer:
        raise RuntimeError(f"{answer['FailedEntryCount']} events failed")
