# iter() with a sentinel over the reads, timedelta arithmetic, and a helper that returns the error.
import time
from datetime import UTC, datetime, timedelta
from functools import partial


def error_of(function, *args):
    try:
        function(*args)
    except Exception as error:
        return error
    return None


def find_poison(kinesis, stream, line, price):
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    arrived = epoch + timedelta(milliseconds=round((line["at"] - line["age_s"]) * 1_000))
    place = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=line["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=arrived - timedelta(seconds=2),
    )

    def read(state):
        if state["at"] is None:
            return None  # the end of a closed shard
        answer = kinesis.get_records(ShardIterator=state["at"])
        state["at"] = answer.get("NextShardIterator")
        time.sleep(1)
        return answer["Records"]

    state = {"at": place["ShardIterator"]}
    for records in iter(partial(read, state), None):
        for record in records:
            is_new = record["ApproximateArrivalTimestamp"] >= arrived - timedelta(microseconds=500)
            if is_new and error_of(price, record["Data"]) is not None:
                return record["SequenceNumber"]
    return None
