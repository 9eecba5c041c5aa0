import base64


def bill_batch(event, book):
    for record in event["Records"]:
        shard, _, sequence = record["eventID"].partition(":")
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": sequence}]}
    return None
