# Lets the error out: the whole batch counts as failed, and what was billed before it is billed again.
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            print("failed at", record["kinesis"]["sequenceNumber"])
            raise
    return {"batchItemFailures": []}
