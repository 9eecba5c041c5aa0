# A generator of a batch's records, read to its end before the first one is handled; one message at a time.
import json
import time


def _records(kinesis, info):
    iterator = kinesis.get_shard_iterator(
        StreamARN=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]
    last = int(info["endSequenceNumber"])
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
    raise LookupError(f"{info['shardId']} ended before {last}")


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while True:
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=1).get("Messages", [])
        if not messages:
            return failed
        [message] = messages
        for record in list(_records(kinesis, json.loads(message["Body"])["KinesisBatchInfo"])):
            try:
                handle(record["Data"])
            except Exception:
                failed.append(record["SequenceNumber"])
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
