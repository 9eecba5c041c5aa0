# Recursion from answer to answer, the time as an aware datetime.
import time
from datetime import UTC, datetime, timedelta


def find_poison(kinesis, stream, line, price):
    def search(iterator):
        if not iterator:
            return None
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        time.sleep(1)
        return search(answer.get("NextShardIterator"))

    begin = datetime.fromtimestamp(line["at"], UTC) - timedelta(seconds=line["age_s"])
    found = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=begin
    )
    return search(found["ShardIterator"])
