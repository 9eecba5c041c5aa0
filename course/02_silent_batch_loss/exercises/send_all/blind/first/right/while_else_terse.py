# Terse, with while and else.
import json
import random
import time


def send_all(kinesis, stream, events):
    for i in range(0, len(events), 500):
        todo, n = events[i : i + 500], 0
        while todo:
            recs = [dict(Data=json.dumps(e), PartitionKey=e["tenant"]) for e in todo]
            res = kinesis.put_records(StreamName=stream, Records=recs)["Records"]
            todo = [e for e, r in zip(todo, res) if r.get("ErrorCode")]
            n += 1
            todo and time.sleep(random.random() * 0.1 * 2**n)
        else:
            continue
