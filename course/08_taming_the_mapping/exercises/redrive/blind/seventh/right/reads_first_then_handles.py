# Collects a message's whole batch before it handles any of it, so a failed read leaves nothing half done.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    def batch(info):
        first, last = int(info["startSequenceNumber"]), int(info["endSequenceNumber"])
        iterator = kinesis.get_shard_iterator(
            StreamARN=info["streamArn"],
            ShardId=info["shardId"],
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            StartingSequenceNumber=info["startSequenceNumber"],
        )["ShardIterator"]
        found, newest = [], 0
        while newest < last:
            if not iterator:
                raise RuntimeError("the shard ended before the last record of the batch")
            time.sleep(1)
            answer = kinesis.get_records(ShardIterator=iterator)
            iterator = answer.get("NextShardIterator")
            found += answer["Records"]
            newest = int(found[-1]["SequenceNumber"]) if found else 0
        return [record for record in found if first <= int(record["SequenceNumber"]) <= last]

    failed = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            for record in batch(json.loads(message["Body"])["KinesisBatchInfo"]):
                try:
                    handle(record["Data"])
                except Exception:
                    failed.append(record["SequenceNumber"])
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
