# Begins where the function failed in time; the batch arrived age_s earlier, and the record lies before that.
import time


def find_poison(kinesis, stream, line, price):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=line["at"]
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
        if not answer["Records"] and not answer["MillisBehindLatest"]:
            return None
