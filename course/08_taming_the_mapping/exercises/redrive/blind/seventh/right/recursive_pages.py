# Reads the pages of a batch by recursion, and receives one message per call.
import json
import time


def _pages(kinesis, iterator, last):
    time.sleep(1)
    answer = kinesis.get_records(ShardIterator=iterator)
    records = [each for each in answer["Records"] if int(each["SequenceNumber"]) <= last]
    if any(int(each["SequenceNumber"]) >= last for each in answer["Records"]):
        return records
    return records + _pages(kinesis, answer["NextShardIterator"], last)


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while True:
        received = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=1).get("Messages") or []
        if not received:
            return failed
        (message,) = received
        info = json.loads(message["Body"])["KinesisBatchInfo"]
        iterator = kinesis.get_shard_iterator(
            StreamARN=info["streamArn"],
            ShardId=info["shardId"],
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            StartingSequenceNumber=info["startSequenceNumber"],
        )["ShardIterator"]
        for record in _pages(kinesis, iterator, int(info["endSequenceNumber"])):
            try:
                handle(record["Data"])
            except Exception:
                failed.append(record["SequenceNumber"])
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
