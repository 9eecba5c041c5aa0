# Helper functions and a dict by sequence number that is handled in the order of the numbers.
import json
import time


def _iterator(kinesis, info):
    return kinesis.get_shard_iterator(
        StreamARN=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]


def _batch(kinesis, info):
    first, last = int(info["startSequenceNumber"]), int(info["endSequenceNumber"])
    iterator, found = _iterator(kinesis, info), {}
    while iterator and max(found, default=-1) < last:
        time.sleep(1.0)
        answer = kinesis.get_records(ShardIterator=iterator, Limit=1_000)
        found |= {int(each["SequenceNumber"]): each for each in answer["Records"]}
        iterator = answer.get("NextShardIterator")
    return [found[number] for number in sorted(found) if first <= number <= last]


def _succeeds(handle, data):
    try:
        handle(data)
    except Exception:
        return False
    return True


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    while messages:
        for message in messages:
            records = _batch(kinesis, json.loads(message["Body"])["KinesisBatchInfo"])
            failed += [each["SequenceNumber"] for each in records if not _succeeds(handle, each["Data"])]
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    return failed
