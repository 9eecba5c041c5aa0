# delaying-a-queue-costs-nothing -> 10.3.delayed
import base64


def handle(event, book):
    failures = []
    for place, record in enumerate(event["Records"]):
        from_stream = record["eventSource"] == "aws:kinesis"
        # observe
        data = base64.b64decode(record["kinesis"]["data"]) if from_stream else record["body"].encode()
        name = record["kinesis"]["sequenceNumber"] if from_stream else record["messageId"]
        try:
            book(data)
        except Exception:
            failures.append({"itemIdentifier": name})
            # contain: a stream continues at the first failure, a queue redelivers what is reported
            if not from_stream:
                failures += [{"itemIdentifier": each["messageId"]} for each in event["Records"][place + 1 :]]
            break
    return {"batchItemFailures": failures}
