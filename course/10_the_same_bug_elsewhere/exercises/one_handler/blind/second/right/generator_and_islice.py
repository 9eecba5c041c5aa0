# A lazy generator of failed ids: a stream takes its first, a queue takes all.
import base64
from itertools import islice


def _failures(records, book):
    for record in records:
        kinesis = record.get("kinesis")
        try:
            book(base64.b64decode(kinesis["data"]) if kinesis else record["body"].encode("utf-8"))
        except Exception:
            yield kinesis["sequenceNumber"] if kinesis else record["messageId"]


def handle(event, book):
    """Book the records of a batch, whichever source they come from, and report what to deliver again."""
    records = event["Records"]
    streams = bool(records) and records[0]["eventSource"] == "aws:kinesis"
    failed = islice(_failures(records, book), 1 if streams else None)
    return {"batchItemFailures": [{"itemIdentifier": id_} for id_ in failed]}
