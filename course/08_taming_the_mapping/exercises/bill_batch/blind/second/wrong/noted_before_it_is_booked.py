# Notes a record as done before it is booked: the one that failed is skipped when it comes again, and is lost.
import base64

_done = set()


def bill_batch(event, book):
    for record in event["Records"]:
        number = record["kinesis"]["sequenceNumber"]
        if number in _done:
            continue
        _done.add(number)
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
