# Starts at the whole second before the batch, as a datetime, and drops what arrived earlier than the batch.
import time
from datetime import UTC, datetime, timedelta
from itertools import dropwhile


def find_poison(kinesis, stream, line, price):
    arrived = datetime.fromtimestamp(line["at"] - line["age_s"], UTC) - timedelta(microseconds=500)

    def is_done(record):
        return record["ApproximateArrivalTimestamp"] < arrived

    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=line["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=arrived.replace(microsecond=0),
    ).get("ShardIterator")
    while iterator is not None:
        page = kinesis.get_records(ShardIterator=iterator, Limit=1000)
        sequence_number = None
        try:
            for record in dropwhile(is_done, page["Records"]):
                sequence_number = record["SequenceNumber"]
                price(record["Data"])
        except Exception:
            return sequence_number
        iterator = page.get("NextShardIterator")
        time.sleep(1)
    return None
