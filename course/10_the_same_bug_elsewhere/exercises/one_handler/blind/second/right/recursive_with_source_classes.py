# A class per source, and recursion over the rest of the batch.
import base64


class Queue:
    goes_on = True

    def read(self, record):
        return record["messageId"], bytes(record["body"], "utf-8")


class Stream:
    goes_on = False

    def read(self, record):
        inner = record["kinesis"]
        return inner["sequenceNumber"], base64.b64decode(inner["data"])


SOURCES = {"aws:sqs": Queue(), "aws:kinesis": Stream()}


def _report(records, book):
    if not records:
        return []
    record, *rest = records
    source = SOURCES[record["eventSource"]]
    id_, data = source.read(record)
    try:
        book(data)
    except Exception:
        return [{"itemIdentifier": id_}] + (_report(rest, book) if source.goes_on else [])
    return _report(rest, book)


def handle(event, book):
    """Book the records of a batch, whichever source they come from, and report what to deliver again."""
    return {"batchItemFailures": _report(event["Records"], book)}
