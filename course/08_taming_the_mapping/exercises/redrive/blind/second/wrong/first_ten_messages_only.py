# Receives once: a call brings ten messages at most, the others stay until their records expire.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    for message in sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", []):
        info = json.loads(message["Body"])["KinesisBatchInfo"]
        iterator = kinesis.get_shard_iterator(
            StreamARN=info["streamArn"],
            ShardId=info["shardId"],
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            StartingSequenceNumber=info["startSequenceNumber"],
        )["ShardIterator"]
        last, done = int(info["endSequenceNumber"]), False
        while not done:
            answer = kinesis.get_records(ShardIterator=iterator)
            for record in answer["Records"]:
                if done:
                    break
                try:
                    handle(record["Data"])
                except Exception:
                    failed.append(record["SequenceNumber"])
                done = int(record["SequenceNumber"]) >= last
            iterator = answer["NextShardIterator"]
            time.sleep(1)
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
