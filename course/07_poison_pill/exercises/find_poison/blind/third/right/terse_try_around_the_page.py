# Very terse: one try around the whole read, the loop variable still holds the record that raised.
import time


def find_poison(kinesis, stream, line, price):
    start = {"ShardIteratorType": "AT_TIMESTAMP", "Timestamp": line["at"] - line["age_s"]}
    page = kinesis.get_shard_iterator(StreamName=stream, ShardId=line["shard"], **start)
    page["NextShardIterator"] = page["ShardIterator"]
    while at := page.get("NextShardIterator"):
        page = kinesis.get_records(ShardIterator=at)
        try:
            for record in page["Records"]:
                price(record["Data"])
        except Exception:
            return record["SequenceNumber"]
        time.sleep(1)
