# the-log-names-it -> 07.1.no-sequence-number
def find_poison(kinesis, stream, line, price):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=line["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=line["at"] - line["age_s"],
    )["ShardIterator"]
    for record in kinesis.get_records(ShardIterator=iterator)["Records"]:
        try:
            price(record["Data"])
        except Exception:
            return record["Data"]
