# Keeps the list of failures in a module global, so a later batch reports the failures of earlier ones.
import base64

failed = []


def handle(event, book):
    for record in event["Records"]:
        queue = record["eventSource"] == "aws:sqs"
        data = record["body"].encode() if queue else base64.b64decode(record["kinesis"]["data"])
        name = record["messageId"] if queue else record["kinesis"]["sequenceNumber"]
        try:
            book(data)
        except Exception:
            failed.append({"itemIdentifier": name})
            if not queue:
                break
    return {"batchItemFailures": list(failed)}
