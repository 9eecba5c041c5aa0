# Catches what malformed data raises, but not a database that doesn't answer: that fails the whole batch.
import base64
import json


def bill_batch(event, book):
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
            print(f"malformed: {error}")
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
