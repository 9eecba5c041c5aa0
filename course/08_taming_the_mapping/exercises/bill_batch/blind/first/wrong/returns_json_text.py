# Returns the response as a JSON text instead of a dict.
import base64
import json


def bill_batch(event, book):
    failed = []
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            failed = [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]
            break
    return json.dumps({"batchItemFailures": failed})
