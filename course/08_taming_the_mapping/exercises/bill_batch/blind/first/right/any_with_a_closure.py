# any() stops at the first record of which a helper says that it failed.
import base64


def bill_batch(event, book):
    failures = []

    def fails(record):
        try:
            book(base64.standard_b64decode(record["kinesis"]["data"]))
            return False
        except Exception:
            failures.append({"itemIdentifier": record["kinesis"]["sequenceNumber"]})
            return True

    any(map(fails, event["Records"]))
    return {"batchItemFailures": failures}
