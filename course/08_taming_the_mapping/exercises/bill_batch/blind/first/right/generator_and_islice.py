# A lazy generator of failures, of which at most one is taken.
import base64
from itertools import islice


def failures(records, book):
    for envelope in (record["kinesis"] for record in records):
        try:
            book(base64.b64decode(envelope["data"]))
        except Exception:
            yield {"itemIdentifier": envelope["sequenceNumber"]}


def bill_batch(event, book):
    return {"batchItemFailures": list(islice(failures(event["Records"], book), 1))}
