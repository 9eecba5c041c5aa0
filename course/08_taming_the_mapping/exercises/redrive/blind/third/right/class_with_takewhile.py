# A class with __call__, two-argument iter() for the queue and takewhile for the end of the batch.
import json
import time
from itertools import takewhile


class Redriver:
    def __init__(self, kinesis, handle):
        self.kinesis, self.handle = kinesis, handle

    def read(self, streamArn, shardId, startSequenceNumber, endSequenceNumber, **_):
        start = {"ShardIteratorType": "AT_SEQUENCE_NUMBER", "StartingSequenceNumber": startSequenceNumber}
        answer = self.kinesis.get_shard_iterator(StreamARN=streamArn, ShardId=shardId, **start)
        following, found, end = answer["ShardIterator"], [], int(endSequenceNumber)
        while following and not (found and int(found[-1]["SequenceNumber"]) >= end):
            time.sleep(1)
            answer = self.kinesis.get_records(ShardIterator=following)
            found.extend(answer["Records"])
            following = answer.get("NextShardIterator")
        return list(takewhile(lambda record: int(record["SequenceNumber"]) <= end, found))

    def __call__(self, message):
        failed = []
        for record in self.read(**json.loads(message["Body"])["KinesisBatchInfo"]):
            try:
                self.handle(record["Data"])
            except Exception:
                failed.append(record["SequenceNumber"])
        return failed


def redrive(sqs, kinesis, queue_url, handle):
    redriver, failed = Redriver(kinesis, handle), []

    def receive():
        return sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])

    for messages in iter(receive, []):
        for message in messages:
            failed += redriver(message)
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
