# Heavily defensive: any exception of the call counts, a strange answer too; accumulate finds the cuts.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together

log = logging.getLogger("gateway")


def call_once(kinesis, stream, batch):
    """The entries of `batch` that this attempt did not store."""
    try:
        answer = kinesis.put_records(
            StreamName=stream, Records=[{"Data": data, "PartitionKey": key} for _, data, key in batch]
        )
        results = answer["Records"]
        if len(results) != len(batch):
            raise ValueError("an answer of another length")
    except Exception as error:
        log.debug("attempt failed: %s", error)
        return batch
    pairs = zip(batch, results, strict=True)
    return [entry for entry, result in pairs if result.get("ErrorCode") is not None]


def send_or_give_up(kinesis, stream, events, dead_letter):
    batches, dead, room = [], [], 0
    for event in list(events):
        data = json.dumps(event).encode("utf-8")
        key = event["tenant"]
        size = len(data) + len(key.encode("utf-8"))
        if size > MAX_RECORD_BYTES:
            dead.append(event)
        elif not batches or size > room or len(batches[-1]) >= 500:
            batches.append([(event, data, key)])
            room = MAX_CALL_BYTES - size
        else:
            batches[-1].append((event, data, key))
            room -= size
    for batch in batches:
        left = call_once(kinesis, stream, batch)
        for number in range(1, MAX_ATTEMPTS):
            if not left:
                break
            time.sleep(random.uniform(0.01, min(10.0, 0.1 * 2**number)))
            left = call_once(kinesis, stream, left)
        dead.extend(event for event, _, _ in left)
    for event in dead:
        dead_letter(event)
    if dead:
        log.log(logging.WARNING, "%d of %d usage events given up", len(dead), len(events))
    return len(dead)
