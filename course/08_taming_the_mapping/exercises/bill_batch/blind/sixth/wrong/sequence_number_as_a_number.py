# Reports the sequence number as an int, which isn't an identifier: the whole batch counts as failed.
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        kinesis = record["kinesis"]
        try:
            book(base64.b64decode(kinesis["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": int(kinesis["sequenceNumber"])}]}
    return {"batchItemFailures": []}
