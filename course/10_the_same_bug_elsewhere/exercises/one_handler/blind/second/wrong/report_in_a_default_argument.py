# Collects failures in a mutable default, so the next batch reports those of the last one again.
import base64


def attempt(record, book, failed=[]):
    stream = record["eventSource"] == "aws:kinesis"
    try:
        book(base64.b64decode(record["kinesis"]["data"]) if stream else record["body"].encode())
        return True, failed
    except Exception:
        id_ = record["kinesis"]["sequenceNumber"] if stream else record["messageId"]
        failed.append({"itemIdentifier": id_})
        return not stream, failed


def handle(event, book):
    """Book the records of a batch, whichever source they come from, and report what to deliver again."""
    failed = []
    for record in event["Records"]:
        go_on, failed = attempt(record, book)
        if not go_on:
            break
    return {"batchItemFailures": failed}
