# Style: generators; one message per call, the whole batch is read before its first event is handled.
import json
import time
from itertools import chain, takewhile


def _messages(sqs, queue_url):
    while received := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=1).get("Messages"):
        yield received[0]


def _pages(kinesis, info):
    iterator = kinesis.get_shard_iterator(
        StreamARN=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]
    last = int(info["endSequenceNumber"])
    while True:
        time.sleep(1)
        answer = kinesis.get_records(ShardIterator=iterator)
        yield answer["Records"]
        if any(int(record["SequenceNumber"]) >= last for record in answer["Records"]):
            return
        iterator = answer["NextShardIterator"]


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    for message in _messages(sqs, queue_url):
        info = json.loads(message["Body"])["KinesisBatchInfo"]
        last = int(info["endSequenceNumber"])
        records = chain.from_iterable(_pages(kinesis, info))
        for record in list(takewhile(lambda each: int(each["SequenceNumber"]) <= last, records)):
            try:
                handle(record["Data"])
            except Exception:
                failed.append(record["SequenceNumber"])
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
