# Reports the last record that is booked, as a checkpoint: it is delivered again, and billed twice.
import base64


def bill_batch(event, book):
    last = None
    for record in event["Records"]:
        number = record["kinesis"]["sequenceNumber"]
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": last or number}]}
        last = number
    return {"batchItemFailures": []}
