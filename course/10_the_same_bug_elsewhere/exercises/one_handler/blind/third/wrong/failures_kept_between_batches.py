# Believed a list outside of the function is empty again at the next batch, so old failures are reported
# again.
import base64

failed = []


def handle(event, book):
    for record in event["Records"]:
        queue = record["eventSource"] == "aws:sqs"
        data = record["body"].encode() if queue else base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except Exception:
            identifier = record["messageId"] if queue else record["kinesis"]["sequenceNumber"]
            failed.append({"itemIdentifier": identifier})
            if not queue:
                break
    return {"batchItemFailures": failed}
