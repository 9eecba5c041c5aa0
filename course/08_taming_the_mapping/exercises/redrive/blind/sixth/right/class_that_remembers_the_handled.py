# Style: defensive class; remembers handled numbers, so a message that becomes visible again is only deleted.
import json
import time


class Redrive:
    def __init__(self, kinesis, handle):
        self.kinesis, self.handle = kinesis, handle
        self.handled, self.failed = set(), []

    def read(self, info):
        first, last = int(info["startSequenceNumber"]), int(info["endSequenceNumber"])
        iterator = self.kinesis.get_shard_iterator(
            StreamARN=info["streamArn"],
            ShardId=info["shardId"],
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            StartingSequenceNumber=str(first),
        )["ShardIterator"]
        found = []
        while not found or int(found[-1]["SequenceNumber"]) < last:
            if iterator is None:
                raise RuntimeError(f"{info['shardId']} ended before {last}")
            time.sleep(0.5)
            answer = self.kinesis.get_records(ShardIterator=iterator, Limit=500)
            found.extend(answer["Records"])
            iterator = answer.get("NextShardIterator")
        return [record for record in found if first <= int(record["SequenceNumber"]) <= last]

    def __call__(self, info):
        place = info["streamArn"], info["shardId"]
        if (*place, info["endSequenceNumber"]) in self.handled:
            return
        for record in self.read(info):
            event = (*place, record["SequenceNumber"])
            if event in self.handled:
                continue
            self.handled.add(event)
            try:
                self.handle(record["Data"])
            except Exception:
                self.failed.append(record["SequenceNumber"])


def redrive(sqs, kinesis, queue_url, handle):
    run = Redrive(kinesis, handle)
    while True:
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
        if not messages:
            return run.failed
        for message in messages:
            run(json.loads(message["Body"])["KinesisBatchInfo"])
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
