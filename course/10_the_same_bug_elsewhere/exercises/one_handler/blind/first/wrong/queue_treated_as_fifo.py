# Stops at a queue's first failure and reports the rest too, as for FIFO, so good messages are delayed.
import base64


def handle(event, book):
    records = event["Records"]
    for position, record in enumerate(records):
        try:
            if record["eventSource"] == "aws:sqs":
                book(record["body"].encode("utf-8"))
            else:
                book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            if record["eventSource"] == "aws:kinesis":
                return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
            rest = [each["messageId"] for each in records[position:]]
            return {"batchItemFailures": [{"itemIdentifier": name} for name in rest]}
    return {"batchItemFailures": []}
