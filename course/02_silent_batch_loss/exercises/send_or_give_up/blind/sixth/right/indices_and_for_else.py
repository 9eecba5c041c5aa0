# Works with indices into prepared lists, for/else for giving up, dead letters as they become known.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together


def send_or_give_up(kinesis, stream, events, dead_letter):
    records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]
    sizes = [sum(len(text.encode("utf-8")) for text in record.values()) for record in records]
    unstored, start = 0, 0
    while start < len(events):
        if sizes[start] > MAX_RECORD_BYTES:
            dead_letter(events[start])
            unstored, start = unstored + 1, start + 1
            continue
        stop = start + 1
        while (
            stop < len(events)
            and stop - start < 500
            and sizes[stop] <= MAX_RECORD_BYTES
            and sum(sizes[start : stop + 1]) <= MAX_CALL_BYTES
        ):
            stop += 1
        waiting = list(range(start, stop))
        for attempt in range(MAX_ATTEMPTS):
            if attempt:
                time.sleep(random.random() * min(6.4, 0.1 * 2**attempt))
            try:
                answer = kinesis.put_records(StreamName=stream, Records=[records[n] for n in waiting])
            except (ClientError, BotoCoreError):
                continue
            waiting = [waiting[at] for at, result in enumerate(answer["Records"]) if "ErrorCode" in result]
            if not waiting:
                break
        else:
            for n in waiting:
                dead_letter(events[n])
            unstored += len(waiting)
        start = stop
    if unstored:
        logging.getLogger(__name__).warning("%d usage events given up", unstored)
    return unstored
