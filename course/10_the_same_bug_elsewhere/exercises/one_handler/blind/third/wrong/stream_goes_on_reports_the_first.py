# Believed it's enough to report only the first failure of a stream, but books what comes after it as well.
import base64


def handle(event, book):
    failed = []
    for record in event["Records"]:
        queue = record["eventSource"] == "aws:sqs"
        data = record["body"].encode() if queue else base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except Exception:
            identifier = record["messageId"] if queue else record["kinesis"]["sequenceNumber"]
            if queue or not failed:
                failed.append({"itemIdentifier": identifier})
    return {"batchItemFailures": failed}
