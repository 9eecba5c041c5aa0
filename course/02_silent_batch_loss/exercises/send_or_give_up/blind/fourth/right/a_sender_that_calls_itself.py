# A class holds what doesn't change; its methods call themselves: one resends, one splits by size.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together


def size_of(record):
    return len(record["Data"].encode("utf-8")) + len(record["PartitionKey"].encode("utf-8"))


class Sender:
    def __init__(self, kinesis, stream, dead_letter):
        self.kinesis, self.stream, self.dead_letter, self.given_up = kinesis, stream, dead_letter, 0

    def give_up(self, event):
        self.given_up += 1
        self.dead_letter(event)

    def send(self, pairs):
        """Send any number of pairs: in halves, if they don't fit into one call."""
        if len(pairs) > 500 or sum(size_of(record) for _, record in pairs) > MAX_CALL_BYTES:
            middle = len(pairs) // 2
            self.send(pairs[:middle])
            self.send(pairs[middle:])
        elif pairs:
            self.attempt(pairs, 1)

    def attempt(self, pairs, number):
        try:
            answer = self.kinesis.put_records(StreamName=self.stream, Records=[one for _, one in pairs])
            failed = [pairs[n] for n, result in enumerate(answer["Records"]) if "ErrorCode" in result]
        except (ClientError, BotoCoreError):
            failed = pairs
        if failed and number < MAX_ATTEMPTS:
            time.sleep(random.random() * min(10, 0.2 * 2 ** (number - 1)))
            self.attempt(failed, number + 1)
        else:
            for event, _ in failed:
                self.give_up(event)


def send_or_give_up(kinesis, stream, events, dead_letter):
    sender, fitting = Sender(kinesis, stream, dead_letter), []
    for event in events:
        record = {"Data": json.dumps(event), "PartitionKey": event["tenant"]}
        if size_of(record) > MAX_RECORD_BYTES:
            sender.give_up(event)
        else:
            fitting.append((event, record))
    sender.send(fitting)
    if sender.given_up:
        logging.warning("gave up %d of %d usage events", sender.given_up, len(events))
    return sender.given_up
