# Generators in a chain: reads, their records, those from the batch on; next() takes the first bad one.
import json
import time
from datetime import UTC, datetime
from itertools import chain


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    begin = seen["at"] - seen["age_s"]

    def reads():
        where = {"StreamName": stream, "ShardId": seen["shard"], "ShardIteratorType": "AT_TIMESTAMP"}
        at = datetime.fromtimestamp(begin, UTC)
        iterator = kinesis.get_shard_iterator(**where, Timestamp=at)["ShardIterator"]
        while iterator:
            answer = kinesis.get_records(ShardIterator=iterator)
            yield answer["Records"]
            iterator = answer.get("NextShardIterator")
            time.sleep(1)

    def fails(record):
        try:
            price(record["Data"])
        except Exception:
            return True
        return False

    records = chain.from_iterable(reads())
    ahead = (each for each in records if each["ApproximateArrivalTimestamp"].timestamp() > begin - 0.001)
    return next(record["SequenceNumber"] for record in filter(fails, ahead))
