# no-exception-means-stored -> producer.lost-silently
import json
import logging

log = logging.getLogger("gateway")


def as_records(events):
    return [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        batch = events[start : start + 500]
        try:
            kinesis.put_records(StreamName=stream, Records=as_records(batch))
        except Exception:
            log.exception("could not send %d usage events", len(batch))
