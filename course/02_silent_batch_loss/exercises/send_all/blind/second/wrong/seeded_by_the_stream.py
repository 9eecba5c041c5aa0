# Seeds the pauses with the stream's name: all gateways draw the same ones and come back at the same tick.
import json
import random
import time


def send_all(kinesis, stream, events):
    dice = random.Random(stream)
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        longest_s = 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            pending = [pending[n] for n, result in enumerate(results) if "ErrorCode" in result]
            if pending:
                time.sleep(dice.uniform(0, longest_s))
                longest_s *= 2
