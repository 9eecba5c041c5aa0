# A lazy generator of failures, of which next() takes the first: nothing is booked after it.
import base64


def bill_batch(event, book):
    def fails(record):
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return True
        return False

    numbers = (each["kinesis"]["sequenceNumber"] for each in event["Records"] if fails(each))
    first = next(numbers, None)
    return {} if first is None else {"batchItemFailures": [{"itemIdentifier": first}]}
