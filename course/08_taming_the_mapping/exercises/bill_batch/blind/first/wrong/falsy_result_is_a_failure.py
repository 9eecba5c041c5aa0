# Believed that book returns True; it raises if it cannot, and a None is reported as a failure each time.
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        try:
            done = book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            done = False
        if not done:
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
