# Reports the last record that was billed, as if the mapping went on behind it: that record is billed again.
import base64


def bill_batch(event, book):
    checkpoint = None
    for record in event["Records"]:
        sequence_number = record["kinesis"]["sequenceNumber"]
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": checkpoint or sequence_number}]}
        checkpoint = sequence_number
    return {"batchItemFailures": []}
