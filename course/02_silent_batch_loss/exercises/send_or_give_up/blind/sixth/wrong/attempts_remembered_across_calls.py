# Believed an id's attempts may be kept in the module: an event sent again later has no attempts left.
import json
import logging
import random
import time
from collections import Counter

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together

attempts = Counter()


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up, queue = [], []
    for event in events:
        data = json.dumps(event).encode("utf-8")
        size = len(data) + len(event["tenant"].encode("utf-8"))
        if size > MAX_RECORD_BYTES:
            given_up.append(event)
        else:
            queue.append((event, {"Data": data, "PartitionKey": event["tenant"]}, size))
    longest_s = 0.1
    while queue:
        batch, batch_bytes = [], 0
        for each in queue[:500]:
            batch_bytes += each[2]
            if batch_bytes > MAX_CALL_BYTES:
                break
            batch.append(each)
        queue = queue[len(batch) :]
        for event, _, _ in batch:
            attempts[event["event_id"]] += 1
        try:
            answer = kinesis.put_records(StreamName=stream, Records=[record for _, record, _ in batch])
            results = answer["Records"]
            failed = [each for each, result in zip(batch, results, strict=True) if "ErrorCode" in result]
        except (ClientError, BotoCoreError):
            failed = batch
        again = [each for each in failed if attempts[each[0]["event_id"]] < MAX_ATTEMPTS]
        given_up += [each[0] for each in failed if attempts[each[0]["event_id"]] >= MAX_ATTEMPTS]
        queue = again + queue
        if again:
            time.sleep(random.uniform(0, longest_s))
            longest_s = min(5, longest_s * 2)
        else:
            longest_s = 0.1
    for event in given_up:
        dead_letter(event)
    if given_up:
        logging.getLogger("gateway").warning("gave up %d usage events", len(given_up))
    return len(given_up)
