# A lazy generator of failures of which islice takes one.
import base64
from itertools import islice


def _failures(records, book):
    for record in records:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            yield {"itemIdentifier": record["kinesis"]["sequenceNumber"]}


def bill_batch(event, book):
    return {"batchItemFailures": list(islice(_failures(event["Records"], book), 1))}
