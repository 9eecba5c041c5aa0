# A generator that takes each record apart by structural pattern matching.
import base64
import json


def _usages(records):
    for record in records:
        match record:
            case {
                "eventID": str(name),
                "kinesis": {"partitionKey": tenant, "data": data, "approximateArrivalTimestamp": at},
            }:
                shard, _, _ = name.partition(":")
                usage = json.loads(base64.b64decode(data))
                yield {**usage, "tenant": tenant, "stored_at": at, "shard": shard}
            case _:
                raise ValueError(f"not a record of Kinesis: {record!r}")


def usage_of(event):
    return [*_usages(event["Records"])]
