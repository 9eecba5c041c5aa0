# A generator of pauses drawn by the system's own random source, compact JSON as bytes, and a walrus.
import json
import random
import time

chance = random.SystemRandom()


def pauses(first_s=0.8, most_s=10.0):
    longest_s = first_s
    while True:
        yield longest_s * chance.random()
        longest_s = min(most_s, longest_s * 3)


def as_record(event):
    data = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return {"Data": data.encode("utf-8"), "PartitionKey": event["tenant"]}


def send_all(kinesis, stream, events):
    records = list(map(as_record, events))
    while call := records[:500]:
        del records[:500]
        pause = pauses()
        answer = kinesis.put_records(StreamName=stream, Records=call)
        while answer["FailedRecordCount"]:
            call = [one for one, result in zip(call, answer["Records"], strict=True) if "ErrorCode" in result]
            time.sleep(next(pause))
            answer = kinesis.put_records(StreamName=stream, Records=call)
