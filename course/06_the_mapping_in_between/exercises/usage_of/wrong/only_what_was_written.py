# json-text-is-enough -> 06.1.wrong-tenant
import base64
import json


def usage_of(event):
    return [json.loads(base64.b64decode(record["kinesis"]["data"])) for record in event["Records"]]
