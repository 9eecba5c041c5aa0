# Calls book a second time before it reports: the text says once per record, retries are the mapping's.
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        for attempt in (1, 2):
            try:
                book(data)
                break
            except Exception:
                if attempt == 2:
                    return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
