# Believed book takes the body of a message as it is; it wants bytes and gets a str.
import base64


def handle(event, book):
    failed = []
    for record in event["Records"]:
        queue = record["eventSource"] == "aws:sqs"
        data = record["body"] if queue else base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except Exception:
            identifier = record["messageId"] if queue else record["kinesis"]["sequenceNumber"]
            failed.append({"itemIdentifier": identifier})
            if not queue:
                break
    return {"batchItemFailures": failed}
