# Collects failures in a module's list; every later batch of a warm function reports the old one again.
import base64

failures = []


def bill_batch(event, book):
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            failures.append({"itemIdentifier": record["kinesis"]["sequenceNumber"]})
            break
    return {"batchItemFailures": failures}
