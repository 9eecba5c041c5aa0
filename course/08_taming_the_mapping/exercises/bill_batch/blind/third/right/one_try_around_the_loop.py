# One try around the whole loop, whose variable still tells the record; the good end is an empty response.
import base64


def bill_batch(event, book):
    record = None
    try:
        for record in event["Records"]:
            book(base64.b64decode(record["kinesis"]["data"]))
    except Exception:
        if record is None:
            raise
        return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {}
