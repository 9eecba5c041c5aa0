# Starts AFTER the batch's first sequence number, so the first record of a message is never billed.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    while messages:
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AFTER_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )["ShardIterator"]
            at, last = int(info["startSequenceNumber"]), int(info["endSequenceNumber"])
            while iterator and at < last:
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=iterator)
                for record in answer["Records"]:
                    at = int(record["SequenceNumber"])
                    if at > last:
                        break
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
                iterator = answer.get("NextShardIterator")
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    return failed
