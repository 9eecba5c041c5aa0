# data-is-text -> 08.1.not-decoded
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        try:
            book(record["kinesis"]["data"])
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
