# malformed-means-no-json -> 07.1.another-bad-one
def find_poison(kinesis, stream, line, price):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=line["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=line["at"] - line["age_s"],
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            try:
                json.loads(record["Data"])
            except ValueError:
                return record["SequenceNumber"]
        if answer["MillisBehindLatest"] == 0:
            return None
        iterator = answer["NextShardIterator"]
        time.sleep(1)
