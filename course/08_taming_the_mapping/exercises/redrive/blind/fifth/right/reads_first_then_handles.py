# Reads a whole batch before it handles any of it, with two generators.
import json
import time


def _messages(sqs, queue_url):
    while found := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        yield from found


def _records(kinesis, info):
    last = int(info["endSequenceNumber"])
    iterator = kinesis.get_shard_iterator(
        StreamARN=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]
    while iterator:
        time.sleep(1)
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            number = int(record["SequenceNumber"])
            if number <= last:
                yield record
            if number >= last:
                return
        iterator = answer.get("NextShardIterator")
    raise LookupError(f"the shard ended before {last}")


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    for message in _messages(sqs, queue_url):
        batch = list(_records(kinesis, json.loads(message["Body"])["KinesisBatchInfo"]))
        for record in batch:
            try:
                handle(record["Data"])
            except Exception:
                failed.append(record["SequenceNumber"])
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
