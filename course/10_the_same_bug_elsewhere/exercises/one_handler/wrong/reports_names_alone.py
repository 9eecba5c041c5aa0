# one-name-for-both -> 10.3.no-identifier
import base64


def handle(event, book):
    failures = []
    for record in event["Records"]:
        from_stream = record["eventSource"] == "aws:kinesis"
        # observe
        data = base64.b64decode(record["kinesis"]["data"]) if from_stream else record["body"].encode()
        name = record["kinesis"]["sequenceNumber"] if from_stream else record["messageId"]
        try:
            book(data)
        except Exception:
            failures.append(name)
            # contain: a stream continues at the first failure, a queue redelivers what is reported
            if from_stream:
                break
    return {"batchItemFailures": failures}
