# A context manager of its own that notes the record at hand when an error passes, around the whole loop.
import base64
from contextlib import contextmanager


@contextmanager
def report_into(failures, at_hand):
    try:
        yield
    except Exception:
        failures.append({"itemIdentifier": at_hand["sequenceNumber"]})


def bill_batch(event, book):
    failures, at_hand = [], {}
    with report_into(failures, at_hand):
        for record in event["Records"]:
            at_hand.update(record["kinesis"])
            book(base64.b64decode(at_hand["data"]))
    return {"batchItemFailures": failures}
