# Takes records with equal data for a second delivery and skips them, so an event sent twice is booked once.
import base64


def handle(event, book):
    failed, booked = [], set()
    for record in event["Records"]:
        queue = record["eventSource"] == "aws:sqs"
        data = record["body"].encode() if queue else base64.b64decode(record["kinesis"]["data"])
        if data in booked:
            continue
        try:
            book(data)
            booked.add(data)
        except Exception:
            name = record["messageId"] if queue else record["kinesis"]["sequenceNumber"]
            failed.append({"itemIdentifier": name})
            if not queue:
                break
    return {"batchItemFailures": failed}
