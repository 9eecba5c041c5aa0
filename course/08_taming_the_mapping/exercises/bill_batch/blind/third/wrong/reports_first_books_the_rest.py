# Believes reporting the first failure is enough, but what it books behind it is billed twice.
import base64


def bill_batch(event, book):
    first = None
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            first = first or record["kinesis"]["sequenceNumber"]
    return {"batchItemFailures": [{"itemIdentifier": first}] if first else []}
