# Style: recursion over batches' failures; the pause is half fixed and half random, with a cap.
import json
import random
import time


def send_all(kinesis, stream, events):
    def send(batch, longest_s=0.2):
        records = [dict(Data=json.dumps(event), PartitionKey=event["tenant"]) for event in batch]
        results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
        failed = [batch[place] for place, result in enumerate(results) if result.get("ErrorCode")]
        if failed:
            time.sleep(longest_s / 2 + random.random() * longest_s / 2)
            send(failed, min(longest_s * 2, 8))

    for start in range(0, len(events), 500):
        send(events[start : start + 500])
