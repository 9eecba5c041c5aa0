# A generator with structural pattern matching and binascii.
import json
from binascii import a2b_base64


def usage_of(event):
    return list(decoded(event["Records"]))


def decoded(records):
    for record in records:
        match record:
            case {
                "eventID": event_id,
                "kinesis": {"data": data, "partitionKey": tenant, "approximateArrivalTimestamp": stored_at},
            }:
                written = json.loads(a2b_base64(data))
                yield {**written, "tenant": tenant, "stored_at": stored_at, "shard": event_id.split(":")[0]}
            case _:
                raise ValueError(f"not a record of a Kinesis stream: {record!r}")
