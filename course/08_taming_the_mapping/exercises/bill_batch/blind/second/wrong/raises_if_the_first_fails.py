# Raises when the very first record fails, as nothing is done yet: the mapping gets an error, not a report.
import base64


def bill_batch(event, book):
    for place, record in enumerate(event["Records"]):
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            if place == 0:
                raise
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
