# A lazy generator of failures of which islice takes one at most, so nothing behind it is booked.
import base64
from itertools import islice


def _failures(records, book):
    for record in records:
        kinesis = record["kinesis"]
        try:
            book(base64.b64decode(kinesis["data"]))
        except Exception:
            yield {"itemIdentifier": kinesis["sequenceNumber"]}


def bill_batch(event, book):
    return {"batchItemFailures": list(islice(_failures(event["Records"], book), 1))}
