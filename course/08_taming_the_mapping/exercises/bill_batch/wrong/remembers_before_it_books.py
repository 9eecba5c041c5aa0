# seen-is-booked -> 08.1.skipped
import base64

seen = set()


def bill_batch(event, book):
    for record in event["Records"]:
        number = record["kinesis"]["sequenceNumber"]
        if number in seen:
            continue
        seen.add(number)
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
