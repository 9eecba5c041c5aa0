# single-puts-are-safer -> producer.too-many-calls
import json


def send_all(kinesis, stream, events):
    for event in events:
        kinesis.put_record(StreamName=stream, Data=json.dumps(event), PartitionKey=event["tenant"])
