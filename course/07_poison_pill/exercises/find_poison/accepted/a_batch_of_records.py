from datetime import UTC, datetime


def find_poison(kinesis, stream, line, price):
    place = {"StreamName": stream, "ShardId": line["shard"], "ShardIteratorType": "AT_TIMESTAMP"}
    start = datetime.fromtimestamp(line["at"] - line["age_s"], UTC)
    iterator = kinesis.get_shard_iterator(Timestamp=start, **place)["ShardIterator"]

    def is_bad(record):
        try:
            price(record["Data"])
        except Exception:
            return True
        return False

    records = []
    while len(records) < line["records"]:
        answer = kinesis.get_records(ShardIterator=iterator, Limit=line["records"])
        records += answer["Records"]
        iterator = answer["NextShardIterator"]
        time.sleep(0.25)
    return next(record["SequenceNumber"] for record in records if is_bad(record))
