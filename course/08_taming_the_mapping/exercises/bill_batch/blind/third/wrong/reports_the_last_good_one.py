# Believes the report is the last record done, but that one comes again and is billed twice.
import base64


def bill_batch(event, book):
    last_good = None
    for record in event["Records"]:
        number = record["kinesis"]["sequenceNumber"]
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": last_good or number}]}
        last_good = number
    return {"batchItemFailures": []}
