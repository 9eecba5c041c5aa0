# Generators in layers: messages of the queue, reads and records; a message goes when all is handled.
import json
import time
from itertools import chain, takewhile


def _messages(sqs, queue_url):
    while batch := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in batch:
            yield json.loads(message["Body"])["KinesisBatchInfo"]
            # only reached when the caller has handled all of it
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])


def _reads(kinesis, info):
    iterator = kinesis.get_shard_iterator(
        StreamARN=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]
    while True:
        time.sleep(1)
        answer = kinesis.get_records(ShardIterator=iterator)
        yield answer["Records"]
        iterator = answer["NextShardIterator"]


def _records(kinesis, info):
    last = info["endSequenceNumber"]
    records = chain.from_iterable(_reads(kinesis, info))
    for record in takewhile(lambda each: int(each["SequenceNumber"]) <= int(last), records):
        yield record
        if record["SequenceNumber"] == last:
            return


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    for info in _messages(sqs, queue_url):
        for record in _records(kinesis, info):
            try:
                handle(record["Data"])
            except Exception:
                failed.append(record["SequenceNumber"])
    return failed
