# Takes a record with the same bytes as one before for a second delivery and doesn't call book for it.
import base64


def bill_batch(event, book):
    seen = set()
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        if data in seen:
            continue
        seen.add(data)
        try:
            book(data)
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
