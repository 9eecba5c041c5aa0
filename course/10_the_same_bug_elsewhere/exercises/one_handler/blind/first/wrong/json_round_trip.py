# Parses the body and prints it again, so book gets other spaces and escapes than the producer wrote.
import base64
import json


def handle(event, book):
    failed = []
    for record in event["Records"]:
        queue = record["eventSource"] == "aws:sqs"
        if queue:
            data = json.dumps(json.loads(record["body"])).encode()
        else:
            data = base64.b64decode(record["kinesis"]["data"])
        name = record["messageId"] if queue else record["kinesis"]["sequenceNumber"]
        try:
            book(data)
        except Exception:
            failed.append({"itemIdentifier": name})
            if not queue:
                break
    return {"batchItemFailures": failed}
