# Recursion over the reads of a batch, one message a call, iter() with a sentinel.
import json
import time
from functools import partial


def redrive(sqs, kinesis, queue_url, handle):
    failed = []

    def receive():
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=1).get("Messages")
        return messages[0] if messages else None

    def read(iterator, last):
        time.sleep(1)
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            number = int(record["SequenceNumber"])
            if number <= last:
                try:
                    handle(record["Data"])
                except Exception:
                    failed.append(record["SequenceNumber"])
            if number >= last:
                return None
        return partial(read, answer["NextShardIterator"], last)

    for message in iter(receive, None):
        info = json.loads(message["Body"])["KinesisBatchInfo"]
        place = {"StreamARN": info["streamArn"], "ShardId": info["shardId"]}
        place |= {"StartingSequenceNumber": info["startSequenceNumber"]}
        first = kinesis.get_shard_iterator(ShardIteratorType="AT_SEQUENCE_NUMBER", **place)
        step = partial(read, first["ShardIterator"], int(info["endSequenceNumber"]))
        while step is not None:
            step = step()
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
