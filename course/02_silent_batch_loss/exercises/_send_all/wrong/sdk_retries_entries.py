# sdk-retries-entries -> 02.1.lost-silently
import json
import logging

import boto3
from botocore.config import Config

log = logging.getLogger("gateway")


def as_records(events):
    return [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]


def send_all(kinesis, stream, events):
    client = boto3.client("kinesis", config=Config(retries={"mode": "adaptive", "max_attempts": 10}))
    given_up = []
    for start in range(0, len(events), 500):
        batch = events[start : start + 500]
        try:
            client.put_records(StreamName=stream, Records=as_records(batch))
        except Exception:
            log.exception("gave up %d usage events", len(batch))
            given_up += batch
    return given_up
