# unknown-names-are-ignored -> 08.1.wrong-form
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"batchItemFailures": [{"messageId": record["kinesis"]["sequenceNumber"]}]}
    return {"batchItemFailures": []}
