# Answers like an HTTP handler if all is well, and names no failure in the field that a mapping reads.
import base64


def bill_batch(event, book):
    for record in event["Records"]:
        try:
            book(base64.b64decode(record["kinesis"]["data"]))
        except Exception:
            return {"statusCode": 500, "failed": record["kinesis"]["sequenceNumber"]}
    return {"statusCode": 200}
