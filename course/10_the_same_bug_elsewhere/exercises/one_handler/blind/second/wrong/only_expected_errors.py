# Catches errors of the data only: when the database is busy, the whole batch fails instead.
import base64


def handle(event, book):
    """Book the records of a batch, whichever source they come from, and report what to deliver again."""
    failed = []
    for record in event["Records"]:
        stream = record["eventSource"] == "aws:kinesis"
        id_ = record["kinesis"]["sequenceNumber"] if stream else record["messageId"]
        try:
            book(base64.b64decode(record["kinesis"]["data"]) if stream else record["body"].encode())
        except (ValueError, KeyError, TypeError):
            failed.append({"itemIdentifier": id_})
        if failed and stream:
            break
    return {"batchItemFailures": failed}
