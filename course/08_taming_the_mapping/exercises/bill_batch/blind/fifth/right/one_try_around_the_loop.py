# One try around the whole loop, with the record in work in a variable.
import base64
import logging

log = logging.getLogger(__name__)


def bill_batch(event, book):
    current = None
    try:
        for record in event["Records"]:
            current = record["kinesis"]["sequenceNumber"]
            book(base64.standard_b64decode(record["kinesis"]["data"]))
    except Exception:
        log.exception("could not bill %s", current)
        return {"batchItemFailures": [{"itemIdentifier": current}]}
    return {"batchItemFailures": []}
