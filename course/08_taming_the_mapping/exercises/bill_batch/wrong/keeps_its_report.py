# module-state-starts-anew -> 08.1.from-before
import base64


def bill_batch(event, book, failures=[]):
    for record in event["Records"]:
        data = base64.b64decode(record["kinesis"]["data"])
        try:
            book(data)
        except Exception:
            failures.append({"itemIdentifier": record["kinesis"]["sequenceNumber"]})
            break
    return {"batchItemFailures": failures}
