"""Redrive: read what the failure queue's messages point at back from the stream, and book it once."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Iterator
from typing import Any

from lablib.scenarios.incidents import handlers
from lablib.scenarios.incidents.books import books
from lablib.simulator.network.clients import world_client

MOST_MESSAGES = 10
MOST_REFUSALS = 240


def redrive(queue: str, stream: str) -> tuple[int, int]:
    """Empty the queue; returns how many events were booked, and how many can't be.

    A message whose records can't all be booked stays in the queue.
    """
    sqs = world_client("sqs")
    url = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    booked = failed = 0
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=MOST_MESSAGES).get("Messages"):
        for message in messages:
            batch = json.loads(message["Body"])["KinesisBatchInfo"]
            done = [_book(record) for record in _records(stream, batch)]
            booked += sum(done)
            failed += len(done) - sum(done)
            if all(done):
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return booked, failed


def _records(stream: str, batch: dict[str, Any]) -> Iterator[dict[str, Any]]:
    kinesis = world_client("kinesis")
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=batch["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=batch["startSequenceNumber"],
    )["ShardIterator"]
    last = int(batch["endSequenceNumber"])
    records = _read(kinesis, iterator, batch["batchSize"])
    yield from (record for record in records if int(record["SequenceNumber"]) <= last)


def _read(kinesis: Any, iterator: str, count: int) -> list[dict[str, Any]]:
    """GetRecords, again each second while other readers leave no room. The last refusal is raised."""
    for _ in range(MOST_REFUSALS):
        try:
            return list(kinesis.get_records(ShardIterator=iterator, Limit=count)["Records"])
        except kinesis.exceptions.ProvisionedThroughputExceededException:
            time.sleep(1)
    return list(kinesis.get_records(ShardIterator=iterator, Limit=count)["Records"])


def _book(record: dict[str, Any]) -> bool:
    usage = handlers.read({"kinesis": {"data": base64.b64encode(record["Data"])}})
    try:
        usd = handlers.price(handlers.flat(usage))
    except (KeyError, ValueError):
        return False
    books.put_once(usage["event_id"], usd)
    return True
