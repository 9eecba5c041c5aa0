# Reads once with the batch's size as limit: the read can return fewer records than the batch has, or none.
def find_poison(kinesis, stream, line, price):
    arrived = line["at"] - line["age_s"]
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=arrived - 0.001
    )["ShardIterator"]
    for record in kinesis.get_records(ShardIterator=iterator, Limit=line["records"])["Records"]:
        if record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.001:
            continue
        try:
            price(record["Data"])
        except Exception:
            return record["SequenceNumber"]
    return None
