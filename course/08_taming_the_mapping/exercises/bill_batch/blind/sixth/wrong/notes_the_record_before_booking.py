# Notes a record as seen before booking, so a failed record is skipped at its next delivery.
import base64

_seen = set()


def bill_batch(event, book):
    for record in event["Records"]:
        number = record["kinesis"]["sequenceNumber"]
        if number in _seen:
            continue
        _seen.add(number)
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
