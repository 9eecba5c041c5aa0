# counting-is-enough -> check.raised
import json


def as_records(events):
    return [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        answer = kinesis.put_records(StreamName=stream, Records=as_records(events[start : start + 500]))
        if answer["FailedRecordCount"] > 0:
            raise RuntimeError(f"{answer['FailedRecordCount']} usage events failed")
