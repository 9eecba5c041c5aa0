import base64


def from_queue(records, book):
    for record in records:
        try:
            book(record["body"].encode("utf-8"))
        except Exception:
            yield record["messageId"]


def from_stream(records, book):
    for record in records:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            yield record["kinesis"]["sequenceNumber"]
            return


def handle(event, book):
    records = event["Records"]
    source = from_stream if records and "kinesis" in records[0] else from_queue
    return {"batchItemFailures": [{"itemIdentifier": name} for name in source(records, book)]}
