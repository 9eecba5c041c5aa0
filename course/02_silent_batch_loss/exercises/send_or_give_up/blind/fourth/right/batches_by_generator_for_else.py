# A generator cuts the batches, a for/else makes the attempts, and the data is compact unescaped UTF-8.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together


def encode(event):
    data = json.dumps(event, ensure_ascii=False, separators=(",", ":"))
    return data.encode("utf-8", "surrogatepass")


def cut(pairs):
    batch, total = [], 0
    for event, data in pairs:
        size = len(data) + len(event["tenant"].encode("utf-8"))
        if batch and (len(batch) >= 500 or total + size > MAX_CALL_BYTES):
            yield batch
            batch, total = [], 0
        batch.append((event, data))
        total += size
    if batch:
        yield batch


def send_or_give_up(kinesis, stream, events, dead_letter):
    dead, good = [], []
    for event in events:
        data = encode(event)
        fits = len(data) + len(event["tenant"].encode("utf-8")) <= MAX_RECORD_BYTES
        good.append((event, data)) if fits else dead.append(event)
    for batch in cut(good):
        for attempt in range(1, MAX_ATTEMPTS + 1):
            records = [{"Data": data, "PartitionKey": event["tenant"]} for event, data in batch]
            try:
                results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            except (BotoCoreError, ClientError) as error:
                logging.getLogger(__name__).info("attempt %d: %s", attempt, error)
            else:
                batch = [pair for pair, result in zip(batch, results, strict=True) if "ErrorCode" in result]
                if not batch:
                    break
            if attempt < MAX_ATTEMPTS:
                longest_s = 0.1 * 2**attempt
                time.sleep(random.uniform(longest_s / 4, longest_s))
        else:
            dead += [event for event, _ in batch]
    for event in dead:
        dead_letter(event)
    if dead:
        logging.getLogger(__name__).critical("events given up: %d", len(dead))
    return len(dead)
