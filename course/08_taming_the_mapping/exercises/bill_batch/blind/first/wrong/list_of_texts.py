# Puts the bare number into the list; each failure is a dict with itemIdentifier.
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except Exception:
            return {"batchItemFailures": [record["kinesis"]["sequenceNumber"]]}
    return {"batchItemFailures": []}
