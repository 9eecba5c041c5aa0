# the-log-names-it -> 07.1.first-of-batch
def find_poison(kinesis, stream, line, price):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=line["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=line["at"] - line["age_s"],
    )["ShardIterator"]
    return kinesis.get_records(ShardIterator=iterator)["Records"][0]["SequenceNumber"]
