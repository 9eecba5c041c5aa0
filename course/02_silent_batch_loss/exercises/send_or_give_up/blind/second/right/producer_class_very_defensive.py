# A very careful class: any exception is a failed attempt, and each event given up is reported at once.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together

logger = logging.getLogger(__name__)


class Producer:
    def __init__(self, kinesis, stream, dead_letter):
        self.kinesis, self.stream, self.dead_letter = kinesis, stream, dead_letter
        self.given_up = 0

    def bury(self, event):
        self.given_up += 1
        self.dead_letter(event)

    def calls(self, events):
        """Lists of (event, record), none with more than 500 or more than MAX_CALL_BYTES."""
        call, used = [], 0
        for event in events:
            data, key = json.dumps(event, ensure_ascii=False).encode("utf-8"), event["tenant"]
            size = len(data) + len(key.encode("utf-8"))
            if size > MAX_RECORD_BYTES:
                self.bury(event)
                continue
            if len(call) >= 500 or used + size > MAX_CALL_BYTES:
                yield call
                call, used = [], 0
            call.append((event, {"Data": data, "PartitionKey": key}))
            used += size
        if call:
            yield call

    def attempt(self, call):
        """The part of a call that was not stored."""
        try:
            answer = self.kinesis.put_records(StreamName=self.stream, Records=[record for _, record in call])
        except (BotoCoreError, ClientError) as error:
            logger.info("a call failed: %s", type(error).__name__)
            return call
        except Exception:
            logger.info("a call failed in an unexpected way", exc_info=True)
            return call
        return [pair for pair, result in zip(call, answer["Records"], strict=True) if result.get("ErrorCode")]

    def send(self, call):
        attempts = 0
        while call:
            call = self.attempt(call)
            attempts += 1
            if not call:
                return
            if attempts >= MAX_ATTEMPTS:
                for event, _ in call:
                    self.bury(event)
                return
            time.sleep(random.random() * min(8.0, 0.2 * 2**attempts))


def send_or_give_up(kinesis, stream, events, dead_letter):
    producer = Producer(kinesis, stream, dead_letter)
    for call in producer.calls(events):
        producer.send(call)
    if producer.given_up > 0:
        logger.critical("%d usage events were not stored and are dead letters", producer.given_up)
    return producer.given_up
