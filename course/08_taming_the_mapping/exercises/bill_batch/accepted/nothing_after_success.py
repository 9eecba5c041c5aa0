import base64


def bill_batch(event, book):
    for record in event["Records"]:
        sequence = record["eventID"].split(":")[1]
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": sequence}]}
    return None
