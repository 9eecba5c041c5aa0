"""botocore retries whole calls in its standard mode; refused records have a loop of their own. Small batches."""

import json
import random
import time

import boto3
from botocore.config import Config


def _failed(client, stream, batch):
    records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
    answer = client.put_records(StreamName=stream, Records=records)
    return [event for event, result in zip(batch, answer["Records"]) if result.get("ErrorCode") is not None]


def send_all(kinesis, stream, events):
    client = boto3.client("kinesis", config=Config(retries={"mode": "standard", "max_attempts": 3}))
    for first in range(0, len(events), 200):
        batch = _failed(client, stream, events[first : first + 200])
        tries = 1
        while batch:
            time.sleep(random.uniform(0.2, 0.4) * tries)
            batch = _failed(client, stream, batch)
            tries += 1
