# Believed book raises only ValueError, KeyError or OSError, so another error of it leaves the handler and
# the whole batch comes back.
import base64


def handle(event, book):
    failed = []
    for record in event["Records"]:
        queue = record["eventSource"] == "aws:sqs"
        data = record["body"].encode() if queue else base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except (ValueError, KeyError, OSError):
            identifier = record["messageId"] if queue else record["kinesis"]["sequenceNumber"]
            failed.append({"itemIdentifier": identifier})
            if not queue:
                break
    return {"batchItemFailures": failed}
