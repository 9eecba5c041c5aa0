# Deletes a message only if all succeeded: the queue isn't emptied, and the next run bills twice.
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
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )["ShardIterator"]
            last, done, bad = int(info["endSequenceNumber"]), False, []
            while not done:
                answer = kinesis.get_records(ShardIterator=iterator)
                for record in answer["Records"]:
                    if done:
                        break
                    try:
                        handle(record["Data"])
                    except Exception:
                        bad.append(record["SequenceNumber"])
                    done = int(record["SequenceNumber"]) >= last
                iterator = answer["NextShardIterator"]
                time.sleep(1)
            failed += bad
            if not bad:
                sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    return failed
