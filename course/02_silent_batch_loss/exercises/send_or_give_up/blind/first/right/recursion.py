# Recursion over the attempts; the pieces come from a generator.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together

log = logging.getLogger("gateway")


def pieces(entries):
    piece, size = [], 0
    for entry in entries:
        if piece and (len(piece) >= 500 or size + entry[2] > MAX_CALL_BYTES):
            yield piece
            piece, size = [], 0
        piece.append(entry)
        size += entry[2]
    if piece:
        yield piece


def send_or_give_up(kinesis, stream, events, dead_letter):
    def entry_of(event):
        record = {"Data": json.dumps(event).encode(), "PartitionKey": event["tenant"]}
        return event, record, len(record["Data"]) + len(event["tenant"].encode())

    def left_of(piece, attempts):
        if not piece or not attempts:
            return piece
        if attempts < MAX_ATTEMPTS:
            time.sleep(random.uniform(0, 0.05 * 2 ** (MAX_ATTEMPTS - attempts)))
        try:
            records = [record for _, record, _ in piece]
            results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
        except Exception:
            return left_of(piece, attempts - 1)
        return left_of([e for e, r in zip(piece, results) if "ErrorCode" in r], attempts - 1)

    entries = [entry_of(event) for event in events]
    dead = [entry for entry in entries if entry[2] > MAX_RECORD_BYTES]
    for piece in pieces(entry for entry in entries if entry[2] <= MAX_RECORD_BYTES):
        dead += left_of(piece, MAX_ATTEMPTS)
    for event, _, _ in dead:
        dead_letter(event)
    if dead:
        log.warning("given up: %d", len(dead))
    return len(dead)
