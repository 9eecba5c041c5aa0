# A generator yields the names of failed records lazily, and islice stops it after the first for a stream.
import base64
from itertools import islice


def failures(records, read, book):
    for record in records:
        name, data = read(record)
        try:
            book(data)
        except Exception:
            yield {"itemIdentifier": name}


def from_sqs(record):
    return record["messageId"], bytes(record["body"], "utf-8")


def from_kinesis(record):
    return record["kinesis"]["sequenceNumber"], base64.b64decode(record["kinesis"]["data"])


SOURCES = {"aws:sqs": (from_sqs, None), "aws:kinesis": (from_kinesis, 1)}


def handle(event, book):
    records = event["Records"]
    if not records:
        return {"batchItemFailures": []}
    read, most = SOURCES[records[0]["eventSource"]]
    return {"batchItemFailures": list(islice(failures(records, read, book), most))}
