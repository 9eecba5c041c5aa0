# sdk-retries-entries -> producer.lost-silently
import json

import boto3
from botocore.config import Config


def as_records(events):
    return [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]


def send_all(kinesis, stream, events):
    client = boto3.client("kinesis", config=Config(retries={"mode": "adaptive", "max_attempts": 10}))
    for start in range(0, len(events), 500):
        client.put_records(StreamName=stream, Records=as_records(events[start : start + 500]))
