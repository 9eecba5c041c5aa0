# Reports bad data before billing what precedes it; against "treats the records before it as done".
import base64
import json


def bill_batch(event, book):
    checked = []
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        try:
            json.loads(data)
        except ValueError:
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
        checked.append((record["kinesis"]["sequenceNumber"], data))
    for number, data in checked:
        try:
            book(data)
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
