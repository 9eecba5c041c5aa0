# Skips a record without data as nothing to bill: it is reported by nobody, and taken as done.
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        if not data:
            continue
        try:
            book(data)
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
