# malformed-means-no-json -> 07.1.not-reached
def find_poison(kinesis, stream, line, price):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=line["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=line["at"] - line["age_s"],
    )["ShardIterator"]
    for record in kinesis.get_records(ShardIterator=iterator, Limit=line["records"])["Records"]:
        if not record["Data"].endswith(b"}"):
            return record["SequenceNumber"]
