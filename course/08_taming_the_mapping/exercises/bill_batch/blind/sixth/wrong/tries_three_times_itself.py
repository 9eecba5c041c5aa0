# Tries each record three times itself, although retries are up to the mapping and book is to be called once.
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        for _ in range(3):
            try:
                book(data)
                break
            except Exception:
                continue
        else:
            return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
