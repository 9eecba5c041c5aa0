"""Small batches; what is too large is found by its size; a dead letter is written as soon as it is one."""

import json
import logging
import random
import time

import boto3
from botocore.config import Config


def _failed(client, stream, batch):
    records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
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
    left = [event for event in events if len(json.dumps(event)) > 1_000_000]
    good = [event for event in events if len(json.dumps(event)) <= 1_000_000]
    for first in range(0, len(good), 200):
        batch = good[first : first + 200]
        tries = 0
        while batch and tries < 6:
            tries += 1
            batch = _failed(client, stream, batch)
            if batch:
                time.sleep(random.uniform(0.2, 0.4) * tries)
        left.extend(batch)
    for event in left:
        dead_letter(event)
        logging.getLogger(__name__).error("dead letter: %s", event["event_id"])
    return len(left)
