# Reports only the first failure but books the rest too: the rest is delivered again and billed twice.
import base64


def bill_batch(event, book):
    first_failed = None
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            first_failed = first_failed or record["kinesis"]["sequenceNumber"]
    if first_failed is None:
        return {"batchItemFailures": []}
    return {"batchItemFailures": [{"itemIdentifier": first_failed}]}
