# A dataclass around the record with properties, and ChainMap to lay its fields over the data.
import base64
import json
from collections import ChainMap
from dataclasses import dataclass


@dataclass
class Delivered:
    record: dict

    @property
    def written(self):
        return json.loads(base64.standard_b64decode(self.record["kinesis"]["data"].encode("ascii")))

    @property
    def known(self):
        kinesis = self.record["kinesis"]
        shard, _, _ = self.record["eventID"].partition(":")
        return {
            "tenant": kinesis["partitionKey"],
            "stored_at": kinesis["approximateArrivalTimestamp"],
            "shard": shard,
        }

    def usage(self):
        return dict(ChainMap(self.known, self.written))


def usage_of(event):
    return [Delivered(record).usage() for record in event["Records"]]
