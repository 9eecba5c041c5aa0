# true-is-success -> 08.1.no-response
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return False
    return True
