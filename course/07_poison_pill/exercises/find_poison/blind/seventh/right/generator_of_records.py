# A generator reads the shard, and next() takes the first record that price rejects.
import time
from datetime import UTC, datetime, timedelta


def find_poison(kinesis, stream, line, price):
    begin = datetime.fromtimestamp(line["at"] - line["age_s"], UTC) - timedelta(milliseconds=1)
    place = {"StreamName": stream, "ShardId": line["shard"]}

    def records():
        start = kinesis.get_shard_iterator(**place, ShardIteratorType="AT_TIMESTAMP", Timestamp=begin)
        iterator = start["ShardIterator"]
        while iterator:
            answer = kinesis.get_records(ShardIterator=iterator)
            yield from answer["Records"]
            iterator = answer.get("NextShardIterator")
            time.sleep(1)

    def is_poison(record):
        if record["ApproximateArrivalTimestamp"] < begin:
            return False
        try:
            price(record["Data"])
        except Exception:
            return True
        return False

    return next((each["SequenceNumber"] for each in records() if is_poison(each)), None)
