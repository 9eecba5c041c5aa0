# Stops to report a message after five receives, so the queue deletes it though nobody booked it.
import base64


def handle(event, book):
    failed = []
    for record in event["Records"]:
        queue = record["eventSource"] == "aws:sqs"
        data = record["body"].encode() if queue else base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except Exception as error:
            if not queue:
                return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
            receives = int(record.get("attributes", {}).get("ApproximateReceiveCount", 1))
            if receives >= 5:
                print(f"giving up {record['messageId']} after {receives} receives: {error}")
                continue
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
