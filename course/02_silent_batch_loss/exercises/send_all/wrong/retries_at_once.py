# retry-at-once -> producer.no-pause
import json


def as_records(events):
    return [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        while pending:
            answer = kinesis.put_records(StreamName=stream, Records=as_records(pending))
            pending = [event for event, result in zip(pending, answer["Records"]) if "ErrorCode" in result]
