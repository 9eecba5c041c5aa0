# newest-record -> 07.1.reads-on
def find_poison(kinesis, stream, line, price):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="LATEST"
    )["ShardIterator"]
    while True:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            try:
                price(record["Data"])
            except (ValueError, KeyError, TypeError):
                return record["SequenceNumber"]
        iterator = answer["NextShardIterator"]
        time.sleep(1)
