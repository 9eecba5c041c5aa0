# Keeps the response in the module, so a warm function reports the failure of an earlier batch again.
import base64

RESPONSE = {"batchItemFailures": []}


def bill_batch(event, book):
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except Exception:
            failure = {"itemIdentifier": record["kinesis"]["sequenceNumber"]}
            RESPONSE["batchItemFailures"].append(failure)
            break
    return RESPONSE
