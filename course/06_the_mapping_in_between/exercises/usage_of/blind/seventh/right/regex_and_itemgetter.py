# itemgetter takes the fields, a regular expression finds the shard, and zip names them.
import base64
import json
import re
from operator import itemgetter

FIELDS = itemgetter("data", "partitionKey", "approximateArrivalTimestamp")


def usage_of(event):
    def usages():
        for record in event["Records"]:
            data, *others = FIELDS(record["kinesis"])
            shard = re.match(r"[^:]+", record["eventID"]).group()
            usage = json.loads(base64.standard_b64decode(data))
            usage.update(zip(("tenant", "stored_at", "shard"), (*others, shard), strict=True))
            yield usage

    return [*usages()]
