# Two small classes for the sources, with the rule whether to stop as an attribute.
import base64


class Queue:
    stops = False

    def __init__(self, message):
        self.id, self.data = message["messageId"], bytes(message["body"], "utf-8")


class Stream:
    stops = True

    def __init__(self, record):
        inner = record["kinesis"]
        self.id, self.data = inner["sequenceNumber"], base64.b64decode(inner["data"])


SOURCES = {"aws:sqs": Queue, "aws:kinesis": Stream}


def handle(event, book):
    report = []
    for record in event["Records"]:
        entry = SOURCES[record["eventSource"]](record)
        try:
            book(entry.data)
        except Exception:
            report.append(dict(itemIdentifier=entry.id))
            if entry.stops:
                break
    return dict(batchItemFailures=report)
