# Deletes the message as soon as it knows the place: if a read fails, nobody knows what was not handled.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    while messages:
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
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
                    if int(record["SequenceNumber"]) > last:
                        break
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
                    done = int(record["SequenceNumber"]) == last
                iterator = answer["NextShardIterator"]
                time.sleep(1)
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    return failed
