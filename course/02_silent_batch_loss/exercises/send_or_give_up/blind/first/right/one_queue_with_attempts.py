# One queue of open records with their attempts; each call is packed anew from what waits.
import json
import logging
import random
import time
from collections import deque

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together

log = logging.getLogger("gateway")


def send_or_give_up(kinesis, stream, events, dead_letter):
    lost = []
    queue = deque()
    for event in events:
        data, key = json.dumps(event), event["tenant"]
        size = len(data.encode()) + len(key.encode())
        if size <= MAX_RECORD_BYTES:
            queue.append((0, event, {"Data": data, "PartitionKey": key}, size))
        else:
            lost.append(event)
    longest_s = 0.1
    while queue:
        call, room = [], MAX_CALL_BYTES
        while queue and len(call) < 500 and queue[0][3] <= room:
            call.append(queue.popleft())
            room -= call[-1][3]
        try:
            records = [record for _, _, record, _ in call]
            results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
        except (BotoCoreError, ClientError) as error:
            log.info("a call raised: %r", error)
            results = [{"ErrorCode": "raised"}] * len(call)
        again = []
        for (attempts, *rest), result in zip(call, results, strict=True):
            if result.get("ErrorCode"):
                if attempts + 1 < MAX_ATTEMPTS:
                    again.append((attempts + 1, *rest))
                else:
                    lost.append(rest[0])
        queue.extendleft(reversed(again))
        if again:
            time.sleep(random.uniform(0, longest_s))
            longest_s = min(2 * longest_s, 5)
        else:
            longest_s = 0.1
    for event in lost:
        dead_letter(event)
    if lost:
        log.error("%d usage events given up", len(lost))
    return len(lost)
