# One try around the whole loop, and the batch's first record is reported; all that was billed comes again.
import base64


def bill_batch(event, book):
    records = event["Records"]
    try:
        for record in records:
            book(base64.b64decode(record["kinesis"]["data"]))
    except Exception:
        return {"batchItemFailures": [{"itemIdentifier": records[0]["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
