# newest-record -> 07.1.wrong-record
def find_poison(kinesis, stream, line, price):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=line["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=line["at"] - line["age_s"],
    )["ShardIterator"]
    records = kinesis.get_records(ShardIterator=iterator, Limit=line["records"])["Records"]
    return records[-1]["SequenceNumber"]
