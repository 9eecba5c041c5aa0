# A match statement takes the record apart, and codecs decodes the data.
import codecs
import json


def _usage(record):
    match record:
        case {
            "eventID": event_id,
            "kinesis": {"data": data, "partitionKey": key, "approximateArrivalTimestamp": stored_at},
        }:
            written = codecs.decode(data.encode("ascii"), "base64").decode("utf-8")
            added = {"tenant": key, "stored_at": stored_at, "shard": event_id[: event_id.index(":")]}
            return json.loads(written) | added
    raise ValueError(f"not a record of a stream: {record!r}")


def usage_of(event):
    return list(map(_usage, event["Records"]))
