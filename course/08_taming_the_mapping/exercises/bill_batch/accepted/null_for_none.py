import base64


def bill_batch(event, book):
    failures = None
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            failures = [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]
            break
    return {"batchItemFailures": failures}
