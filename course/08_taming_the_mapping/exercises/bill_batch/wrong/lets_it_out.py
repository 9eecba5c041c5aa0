# raising-is-reporting -> 08.1.raises
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        book(base64.b64decode(record["kinesis"]["data"]))
    return {"batchItemFailures": []}
