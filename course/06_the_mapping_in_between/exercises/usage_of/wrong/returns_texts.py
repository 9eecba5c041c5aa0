# json-text-is-enough -> 06.1.no-events
import base64


def usage_of(event):
    return [base64.b64decode(record["kinesis"]["data"]).decode() for record in event["Records"]]
