# Reports the first failure only, but bills the records behind it as well; those are billed twice.
import base64


def bill_batch(event, book):
    first = None
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            first = first or record["kinesis"]["sequenceNumber"]
    return {"batchItemFailures": [{"itemIdentifier": first}] if first else []}
