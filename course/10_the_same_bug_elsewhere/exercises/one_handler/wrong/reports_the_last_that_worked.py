# a-stream-redelivers-what-is-reported -> 10.3.reports-too-early
import base64


def handle(event, book):
    failures, booked = [], None
    for record in event["Records"]:
        from_stream = record["eventSource"] == "aws:kinesis"
        # observe
        data = base64.b64decode(record["kinesis"]["data"]) if from_stream else record["body"].encode()
        name = record["kinesis"]["sequenceNumber"] if from_stream else record["messageId"]
        try:
            book(data)
            booked = name
        except Exception:
            # contain: everything up to here is done
            if from_stream:
                return {"batchItemFailures": [{"itemIdentifier": booked or name}]}
            failures.append({"itemIdentifier": name})
    return {"batchItemFailures": failures}
