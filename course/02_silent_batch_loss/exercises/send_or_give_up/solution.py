import random

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together


def size(event):
    return len(json.dumps(event)) + len(event["tenant"].encode())


def batches(events):
    batch, left_bytes = [], MAX_CALL_BYTES
    for event in events:
        if len(batch) == 500 or size(event) > left_bytes:
            yield batch
            batch, left_bytes = [], MAX_CALL_BYTES
        batch.append(event)
        left_bytes -= size(event)
    if batch:
        yield batch


def send_or_give_up(kinesis, stream, events, dead_letter):
    # contain: one record that is too large would fail its whole call, and so would a call that is too large
    given_up = [event for event in events if size(event) > MAX_RECORD_BYTES]
    for pending in batches(event for event in events if size(event) <= MAX_RECORD_BYTES):
        for attempt in range(MAX_ATTEMPTS):
            if attempt > 0:
                time.sleep(random.uniform(0, min(5, 0.1 * 2**attempt)))
            # observe: no answer is an answer as well
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            try:
                results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            except (ClientError, BotoCoreError) as error:
                results = [{"ErrorCode": type(error).__name__}] * len(pending)
            # locate
            pending = [event for event, result in zip(pending, results) if "ErrorCode" in result]
            if not pending:
                break
        given_up += pending
    # give up loudly
    for event in given_up:
        dead_letter(event)
    if given_up:
        log.error("gave up %d usage events", len(given_up))
    return len(given_up)
