"""botocore retries whole calls in its standard mode; refused records have a loop of their own. Small batches."""

import json
import logging
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
    left = []
    for first in range(0, len(events), 200):
        batch = list(events[first : first + 200])
        tries = 0
        while batch and tries < 6:
            tries += 1
            try:
                batch = _failed(client, stream, batch)
            except Exception as error:
                logging.getLogger(__name__).warning("attempt %d of %d events: %s", tries, len(batch), error)
            if batch:
                time.sleep(random.uniform(0.2, 0.4) * tries)
        left.extend(batch)
    if left:
        logging.getLogger(__name__).error("%d events go to the dead-letter file", len(left))
    return left
