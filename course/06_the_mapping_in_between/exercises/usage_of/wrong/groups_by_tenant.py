# one-event-a-tenant -> 06.1.no-list
import base64
import json


def usage_of(event):
    found = {}
    for record in event["Records"]:
        usage = json.loads(base64.b64decode(record["kinesis"]["data"]))
        found[record["kinesis"]["partitionKey"]] = usage
    return found
