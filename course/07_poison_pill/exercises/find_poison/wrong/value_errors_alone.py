# malformed-means-no-json -> 07.1.none
def find_poison(kinesis, stream, line, price):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=line["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=line["at"] - line["age_s"],
    )["ShardIterator"]
    for record in kinesis.get_records(ShardIterator=iterator, Limit=line["records"])["Records"]:
        try:
            price(record["Data"])
        except ValueError:
            return record["SequenceNumber"]
        except Exception as error:
            print("JSON, and nothing to worry about:", error)
