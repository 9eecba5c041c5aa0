# Reports the last booked record of a stream as the checkpoint, but that one then comes and is booked again.
import base64


def handle(event, book):
    failed, checkpoint = [], None
    for record in event["Records"]:
        if record["eventSource"] == "aws:sqs":
            try:
                book(record["body"].encode())
            except Exception:
                failed.append({"itemIdentifier": record["messageId"]})
        else:
            number = record["kinesis"]["sequenceNumber"]
            try:
                book(base64.b64decode(record["kinesis"]["data"]))
                checkpoint = number
            except Exception:
                return {"batchItemFailures": [{"itemIdentifier": checkpoint or number}]}
    return {"batchItemFailures": failed}
