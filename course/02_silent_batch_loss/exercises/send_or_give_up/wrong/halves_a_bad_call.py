# kinesis-says-what-is-too-large -> 02.3.record-too-large
import json
import logging
import random
import time

import botocore.exceptions

logger = logging.getLogger("usage")


def put(kinesis, stream, events):
    records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]
    return kinesis.put_records(StreamName=stream, Records=records)["Records"]


def left_of(kinesis, stream, events, attempts=8):
    for attempt in range(attempts):
        if not events:
            return []
        if attempt:
            time.sleep(random.random() * min(2**attempt / 10, 10))
        try:
            results = put(kinesis, stream, events)
        except botocore.exceptions.ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] < 500:
                if len(events) == 1:
                    return events
                middle = len(events) // 2
                return left_of(kinesis, stream, events[:middle]) + left_of(kinesis, stream, events[middle:])
        except botocore.exceptions.BotoCoreError:
            logger.info("no answer", exc_info=True)
        else:
            events = [event for event, result in zip(events, results) if "ErrorCode" in result]
    return events


def send_or_give_up(kinesis, stream, events, dead_letter):
    left = []
    for start in range(0, len(events), 500):
        left += left_of(kinesis, stream, events[start : start + 500])
    for event in left:
        dead_letter(event)
    if left:
        logger.critical("gave up %r", len(left))
    return len(left)
