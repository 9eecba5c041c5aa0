import random

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8


def send_all(kinesis, stream, events):
    given_up = []
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        for attempt in range(MAX_ATTEMPTS):
            # contain
            if attempt > 0:
                time.sleep(random.uniform(0, min(5, 0.1 * 2**attempt)))
            # observe
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            try:
                results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            except (ClientError, BotoCoreError) as error:
                results = [{"ErrorCode": type(error).__name__}] * len(pending)
            # locate
            pending = [event for event, result in zip(pending, results) if "ErrorCode" in result]
            if not pending:
                break
        # give up
        if pending:
            log.error("gave up %d usage events after %d attempts", len(pending), MAX_ATTEMPTS)
            given_up += pending
    return given_up
