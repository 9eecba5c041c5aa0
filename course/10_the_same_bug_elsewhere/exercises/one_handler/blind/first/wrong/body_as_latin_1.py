# Encodes the body as Latin-1, so book gets other bytes for an umlaut, and a euro sign fails forever.
import base64


def handle(event, book):
    failed = []
    for record in event["Records"]:
        queue = record["eventSource"] == "aws:sqs"
        name = record["messageId"] if queue else record["kinesis"]["sequenceNumber"]
        try:
            if queue:
                data = record["body"].encode("latin-1")
            else:
                data = base64.b64decode(record["kinesis"]["data"])
            book(data)
        except Exception:
            failed.append({"itemIdentifier": name})
            if not queue:
                break
    return {"batchItemFailures": failed}
