# Remembers a record as billed before book succeeds: at the retry it is skipped and never billed.
import base64

_billed = set()


def bill_batch(event, book):
    for record in event["Records"]:
        number = record["kinesis"]["sequenceNumber"]
        if number in _billed:  # delivered again
            continue
        _billed.add(number)
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
