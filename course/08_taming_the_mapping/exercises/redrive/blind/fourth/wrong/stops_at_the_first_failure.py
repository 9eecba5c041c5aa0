# Stops at the first failure as the handler of 08.1 does, and deletes the message: the rest is lost.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            failed += redrive_batch(kinesis, json.loads(message["Body"])["KinesisBatchInfo"], handle)
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed


def redrive_batch(kinesis, info, handle):
    """The number of the first record that fails, in a list, or an empty list."""
    iterator = kinesis.get_shard_iterator(
        StreamARN=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]
    while True:
        time.sleep(1)
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            try:
                handle(record["Data"])
            except Exception:
                return [record["SequenceNumber"]]
            if record["SequenceNumber"] == info["endSequenceNumber"]:
                return []
        iterator = answer["NextShardIterator"]
