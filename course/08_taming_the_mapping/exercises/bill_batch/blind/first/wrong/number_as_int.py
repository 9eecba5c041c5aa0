# Reports the sequence number as an int, which is not the name that the record has.
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": int(record["kinesis"]["sequenceNumber"])}]}
    return {"batchItemFailures": []}
