# Recursive: books the first record and hands the others on, except after a failure of a stream.
import base64


def report(records, book):
    if not records:
        return []
    first, *others = records
    kinesis = first.get("kinesis")
    try:
        book(base64.b64decode(kinesis["data"]) if kinesis else first["body"].encode())
    except Exception:
        if kinesis:
            return [{"itemIdentifier": kinesis["sequenceNumber"]}]
        return [{"itemIdentifier": first["messageId"]}, *report(others, book)]
    return report(others, book)


def handle(event, book):
    return {"batchItemFailures": report(event["Records"], book)}
