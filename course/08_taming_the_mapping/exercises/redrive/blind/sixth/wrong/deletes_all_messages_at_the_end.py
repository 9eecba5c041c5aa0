# Deletes all messages at the end, so after a failed read, handled batches are still in the queue.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed, done = [], []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", []):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            last = int(info["endSequenceNumber"])
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )["ShardIterator"]
            batch = []
            while not batch or int(batch[-1]["SequenceNumber"]) < last:
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=iterator)
                batch += answer["Records"]
                iterator = answer["NextShardIterator"]
            for record in batch:
                if int(record["SequenceNumber"]) <= last:
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
            done.append(message["ReceiptHandle"])
    for receipt in done:
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=receipt)
    return failed
