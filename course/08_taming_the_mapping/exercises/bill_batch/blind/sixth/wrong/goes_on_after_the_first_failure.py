# Reports the first failure but goes on booking, so good records after it are billed again.
import base64


def bill_batch(event, book):
    failed = []
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except Exception:
            failed.append({"itemIdentifier": record["kinesis"]["sequenceNumber"]})
    return {"batchItemFailures": failed[:1]}
