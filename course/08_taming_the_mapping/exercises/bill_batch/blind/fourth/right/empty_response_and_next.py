# A predicate and next over a lazy filter; an empty response if all records are booked.
import base64


def bill_batch(event, book):
    def fails(record):
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return True
        return False

    first = next(filter(fails, event["Records"]), None)
    if first is None:
        return {}
    return {"batchItemFailures": [{"itemIdentifier": first["kinesis"]["sequenceNumber"]}]}
