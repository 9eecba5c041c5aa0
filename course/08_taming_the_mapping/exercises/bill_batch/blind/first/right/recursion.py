# Recursion: the first record, then the rest.
import base64


def bill_batch(event, book):
    def first_failure(records):
        if not records:
            return []
        head, *tail = records
        try:
            book(base64.b64decode(head["kinesis"]["data"]))
        except Exception:
            return [{"itemIdentifier": head["kinesis"]["sequenceNumber"]}]
        return first_failure(tail)

    return {"batchItemFailures": first_failure(event["Records"])}
