# A generator that matches on the record's structure, with a regular expression for the shard.
import base64
import json
import re

SHARD = re.compile(r"[^:]+")


def _decoded(records):
    for record in records:
        match record:
            case {"eventID": event_id, "kinesis": {"data": data, "partitionKey": key, **rest}}:
                usage = dict(json.loads(base64.b64decode(data)))
                usage.update(
                    tenant=key,
                    stored_at=rest["approximateArrivalTimestamp"],
                    shard=SHARD.match(event_id).group(),
                )
                yield usage


def usage_of(event):
    yielded = _decoded(event["Records"])
    return [*yielded]
