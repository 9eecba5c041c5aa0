# Believes a second attempt on the spot saves a delivery, but book is to be called once for a record.
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        for attempt in range(3):
            try:
                book(data)
                break
            except Exception:
                if attempt == 2:
                    return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
