# Stops a stream at its first failure and reports it with all that follow; the lowest number is what counts.
import base64


def booked(book, data):
    try:
        book(data)
    except Exception:
        return False
    return True


def handle(event, book):
    records = event["Records"]
    if all(record["eventSource"] == "aws:sqs" for record in records):
        ids = [m["messageId"] for m in records if not booked(book, m["body"].encode())]
    else:
        inner = [record["kinesis"] for record in records]
        at = 0
        while at < len(inner) and booked(book, base64.b64decode(inner[at]["data"])):
            at += 1
        ids = [each["sequenceNumber"] for each in inner[at:]]
    return {"batchItemFailures": [{"itemIdentifier": each} for each in ids]}
