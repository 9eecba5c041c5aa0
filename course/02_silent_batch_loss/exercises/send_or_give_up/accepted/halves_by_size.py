"""Halves a list until it fits into a call; a single event that doesn't is given up. Recursion throughout."""

import json
import logging
import random
import time

import botocore.exceptions

logger = logging.getLogger("usage")


def record(event):
    return {"Data": json.dumps(event).encode(), "PartitionKey": event["tenant"]}


def weight(events):
    records = map(record, events)
    return sum(len(each["Data"]) + len(each["PartitionKey"].encode()) for each in records)


def left_of(kinesis, stream, events, attempts=8):
    if not events or not attempts:
        return events
    if attempts < 8:
        time.sleep(random.random() * 2 ** (8 - attempts) / 10)
    try:
        results = kinesis.put_records(StreamName=stream, Records=[*map(record, events)])["Records"]
        events = [event for event, result in zip(events, results) if result.get("ErrorCode")]
    except (botocore.exceptions.ClientError, botocore.exceptions.BotoCoreError):
        logger.info("no answer", exc_info=True)
    return left_of(kinesis, stream, events, attempts - 1)


def unsendable(kinesis, stream, events):
    if len(events) == 1 and weight(events) > 1_048_576:
        return events
    if (
        len(events) > 500
        or any(weight([event]) > 1_048_576 for event in events)
        or weight(events) > 10_485_760
    ):
        middle = len(events) // 2
        return unsendable(kinesis, stream, events[:middle]) + unsendable(kinesis, stream, events[middle:])
    return left_of(kinesis, stream, events)


def send_or_give_up(kinesis, stream, events, dead_letter):
    left = unsendable(kinesis, stream, list(events))
    for event in left:
        dead_letter(event)
    if left:
        logger.critical("gave up %r of them", len(left))
    return len(left)
