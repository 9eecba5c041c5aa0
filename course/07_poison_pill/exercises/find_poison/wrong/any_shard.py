# any-shard-will-do -> 07.1.other-shard
def find_poison(kinesis, stream, line, price):
    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        iterator = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        while True:
            answer = kinesis.get_records(ShardIterator=iterator)
            for record in answer["Records"]:
                try:
                    price(record["Data"])
                except Exception:
                    return record["SequenceNumber"]
            if answer["MillisBehindLatest"] == 0:
                break
            iterator = answer["NextShardIterator"]
            time.sleep(1)
