# Reports every failure of a stream and goes on, so later events are booked and delivered again.
import base64


def handle(event, book):
    """Book the records of a batch, whichever source they come from, and report what to deliver again."""
    failed = []
    for record in event["Records"]:
        stream = record["eventSource"] == "aws:kinesis"
        id_ = record["kinesis"]["sequenceNumber"] if stream else record["messageId"]
        try:
            book(base64.b64decode(record["kinesis"]["data"]) if stream else record["body"].encode())
        except Exception:
            failed.append({"itemIdentifier": id_})
    return {"batchItemFailures": failed}
