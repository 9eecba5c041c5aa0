# Reports a message by its receipt handle, as one deletes it, instead of by its messageId.
import base64


def handle(event, book):
    failed = []
    for record in event["Records"]:
        queue = record["eventSource"] == "aws:sqs"
        data = record["body"].encode() if queue else base64.b64decode(record["kinesis"]["data"])
        name = record["receiptHandle"] if queue else record["kinesis"]["sequenceNumber"]
        try:
            book(data)
        except Exception:
            failed.append({"itemIdentifier": name})
            if not queue:
                break
    return {"batchItemFailures": failed}
