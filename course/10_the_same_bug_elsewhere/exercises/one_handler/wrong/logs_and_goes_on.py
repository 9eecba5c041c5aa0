# an-unreported-failure-comes-again -> 10.3.lost
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
            log.exception("could not book")
    return {"batchItemFailures": failures}
