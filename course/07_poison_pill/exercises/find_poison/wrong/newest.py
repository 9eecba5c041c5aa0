# newest-record -> 07.1.newest
def find_poison(kinesis, stream, line, price):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    newest = None
    while True:
        answer = kinesis.get_records(ShardIterator=iterator)
        if answer["Records"]:
            newest = answer["Records"][-1]["SequenceNumber"]
        if answer["MillisBehindLatest"] == 0:
            return newest
        iterator = answer["NextShardIterator"]
        time.sleep(1)
