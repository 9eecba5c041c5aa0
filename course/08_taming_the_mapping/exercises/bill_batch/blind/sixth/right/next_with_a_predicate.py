# Style: next() over a predicate with a sentinel, and a response built by a conditional expression.
import base64
from contextlib import suppress


def _fails(record, book):
    with suppress(Exception):
        book(base64.b64decode(record["kinesis"]["data"]))
        return False
    return True


def bill_batch(event, book):
    bad = next((record for record in event["Records"] if _fails(record, book)), None)
    return {"batchItemFailures": [{"itemIdentifier": bad["kinesis"]["sequenceNumber"]}] if bad else []}
