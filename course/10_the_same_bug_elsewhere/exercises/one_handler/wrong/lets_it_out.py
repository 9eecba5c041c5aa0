# raising-is-safe-for-both -> 10.3.raises
import base64


def handle(event, book):
    for record in event["Records"]:
        from_stream = record["eventSource"] == "aws:kinesis"
        book(base64.b64decode(record["kinesis"]["data"]) if from_stream else record["body"].encode())
    return {"batchItemFailures": []}
