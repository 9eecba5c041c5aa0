# Believed whatever decodes as base64 is base64, so a message such as 'June' or '1234' is booked as other
# bytes.
import base64


def handle(event, book):
    failed = []
    for record in event["Records"]:
        queue = record["eventSource"] == "aws:sqs"
        raw = record["body"] if queue else record["kinesis"]["data"]
        try:
            data = base64.b64decode(raw, validate=True)
        except ValueError:
            data = raw.encode()
        try:
            book(data)
        except Exception:
            identifier = record["messageId"] if queue else record["kinesis"]["sequenceNumber"]
            failed.append({"itemIdentifier": identifier})
            if not queue:
                break
    return {"batchItemFailures": failed}
