# One try around the whole loop; the loop's variable tells which record it was. None when all is done.
import base64


def bill_batch(event, book):
    record = None
    try:
        for record in event["Records"]:
            book(base64.b64decode(record["kinesis"]["data"]))
    except Exception:
        return {"batchItemFailures": [{"itemIdentifier": record["kinesis"]["sequenceNumber"]}]}
    return None
