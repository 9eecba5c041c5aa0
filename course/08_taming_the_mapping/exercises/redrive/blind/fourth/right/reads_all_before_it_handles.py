# Reads a batch completely before it handles any of it, with a generator, takewhile and iter with a sentinel.
import json
import time
from itertools import takewhile


def shard_from(kinesis, info):
    iterator = kinesis.get_shard_iterator(
        StreamARN=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]
    while True:
        time.sleep(1)
        answer = kinesis.get_records(ShardIterator=iterator, StreamARN=info["streamArn"])
        for record in answer["Records"]:
            yield record
            if record["SequenceNumber"] == info["endSequenceNumber"]:
                return
        iterator = answer["NextShardIterator"]  # a KeyError, should the shard end before the batch


def redrive(sqs, kinesis, queue_url, handle):
    def receive():
        return sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])

    failed = []
    for messages in iter(receive, []):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            last = int(info["endSequenceNumber"])
            records = shard_from(kinesis, info)
            within = takewhile(lambda record, last=last: int(record["SequenceNumber"]) <= last, records)
            for record in list(within):
                try:
                    handle(record["Data"])
                except Exception:
                    failed.append(record["SequenceNumber"])
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
