# Treats a failed read like a bad event and deletes the message, so its records are lost.
import json
import time


def _batch(kinesis, info):
    last = int(info["endSequenceNumber"])
    iterator = kinesis.get_shard_iterator(
        StreamARN=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]
    while True:
        time.sleep(1)
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            yield record
            if int(record["SequenceNumber"]) >= last:
                return
        iterator = answer["NextShardIterator"]


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", []):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            number = info["startSequenceNumber"]
            try:
                for record in _batch(kinesis, info):
                    number = record["SequenceNumber"]
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(number)
            except Exception:
                failed.append(number)
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
