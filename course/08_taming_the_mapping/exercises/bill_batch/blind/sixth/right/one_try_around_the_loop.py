# Style: one try around the whole loop; the loop variable says afterwards which record failed.
import base64
import logging

log = logging.getLogger(__name__)


def bill_batch(event, book):
    number = None
    try:
        for record in event["Records"]:
            number = record["kinesis"]["sequenceNumber"]
            book(base64.standard_b64decode(record["kinesis"]["data"].encode("ascii")))
    except Exception as error:
        if number is None:
            raise
        log.warning("record %s: %r", number, error)
        return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {}
