# Reads a whole batch into a list before it handles any of it: a read that fails leaves nothing half done.
import json
import time


def _batch(kinesis, info):
    answer = kinesis.get_shard_iterator(
        StreamARN=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )
    iterator, found, last = answer["ShardIterator"], [], int(info["endSequenceNumber"])
    while not found or int(found[-1]["SequenceNumber"]) < last:
        time.sleep(1)
        if iterator is None:
            raise RuntimeError(f"{info['shardId']} ends before {last}")
        answer = kinesis.get_records(ShardIterator=iterator)
        found += answer["Records"]
        iterator = answer.get("NextShardIterator")
    return [record for record in found if int(record["SequenceNumber"]) <= last]


def redrive(sqs, kinesis, queue_url, handle):
    failed = []

    def is_bad(record):
        try:
            handle(record["Data"])
        except Exception:
            return True
        return False

    while True:
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
        if not messages:
            return failed
        for message in messages:
            records = _batch(kinesis, json.loads(message["Body"])["KinesisBatchInfo"])
            failed += [record["SequenceNumber"] for record in records if is_bad(record)]
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
