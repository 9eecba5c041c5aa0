# Compares sequence numbers as text, wrong if one is longer; against "handle every record up to the last one".
import json
import time


def _read(kinesis, info):
    iterator = kinesis.get_shard_iterator(
        StreamARN=info["streamArn"],
        ShardId=info["shardId"],
        ShardIteratorType="AT_SEQUENCE_NUMBER",
        StartingSequenceNumber=info["startSequenceNumber"],
    )["ShardIterator"]
    found = []
    while iterator:
        time.sleep(1)
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["SequenceNumber"] > info["endSequenceNumber"]:
                return found
            found.append(record)
            if record["SequenceNumber"] == info["endSequenceNumber"]:
                return found
        iterator = answer.get("NextShardIterator")
    raise RuntimeError("the shard ended before the batch")


def redrive(sqs, kinesis, queue_url, handle):
    failed, receive = [], {"QueueUrl": queue_url, "MaxNumberOfMessages": 10}
    while messages := sqs.receive_message(**receive).get("Messages"):
        for message in messages:
            for record in _read(kinesis, json.loads(message["Body"])["KinesisBatchInfo"]):
                try:
                    handle(record["Data"])
                except Exception:
                    failed.append(record["SequenceNumber"])
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
