"""Small batches; what is too large is found by its size; a dead letter is written as soon as it is one."""

import json
import logging
import random
import time

import boto3
from botocore.config import Config


def _text(event):
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()


def _failed(client, stream, batch):
    records = [{"Data": _text(event), "PartitionKey": event["tenant"]} for event in batch]
    try:
        answer = client.put_records(StreamName=stream, Records=records)
    except Exception as error:
        logging.getLogger(__name__).warning(
            "a call of %d events failed: %s", len(batch), type(error).__name__
        )
        return batch
    return [event for event, result in zip(batch, answer["Records"]) if result.get("ErrorCode") is not None]


def send_or_give_up(kinesis, stream, events, dead_letter):
    client = boto3.client("kinesis", config=Config(retries={"mode": "standard", "max_attempts": 3}))
    left = [event for event in events if len(_text(event)) + len(event["tenant"].encode()) > 2**20]
    good = [event for event in events if event not in left]
    largest = max((len(_text(event)) + len(event["tenant"].encode()) for event in good), default=1)
    step = min(200, 10 * 2**20 // largest)
    for first in range(0, len(good), step):
        batch = good[first : first + step]
        tries = 0
        while batch and tries < 8:
            tries += 1
            batch = _failed(client, stream, batch)
            if batch:
                time.sleep(random.uniform(0.2, 0.4) * tries)
        left.extend(batch)
    for event in left:
        dead_letter(event)
    if left:
        logging.getLogger(__name__).error(f"dead letters: {len(left):,}")
    return len(left)
