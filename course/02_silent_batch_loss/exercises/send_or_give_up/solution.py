import random

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together


def size(event):
    return len(json.dumps(event)) + len(event["tenant"].encode())


def send_or_give_up(kinesis, stream, events, dead_letter):
    # contain: a record that is too large would fail its whole call, and a call can be too large itself
    given_up = [event for event in events if size(event) > MAX_RECORD_BYTES]
    fitting = [event for event in events if size(event) <= MAX_RECORD_BYTES]
    step = min(500, MAX_CALL_BYTES // max(map(size, fitting), default=1))
    for start in range(0, len(fitting), step):
        pending = fitting[start : start + step]
        for attempt in range(MAX_ATTEMPTS):
            if attempt > 0:
                time.sleep(random.uniform(0, min(5, 0.1 * 2**attempt)))
            # observe: without a response, all records of the call have failed
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
