# A class with one small method for each step.
import json
import time


class Redrive:
    def __init__(self, sqs, kinesis, queue_url, handle):
        self.sqs, self.kinesis, self.queue_url, self.handle = sqs, kinesis, queue_url, handle
        self.failed = []

    def receive(self):
        answer = self.sqs.receive_message(QueueUrl=self.queue_url, MaxNumberOfMessages=10)
        return answer.get("Messages", [])

    def fetch(self, info):
        begin = info["startSequenceNumber"]
        start = {"ShardIteratorType": "AT_SEQUENCE_NUMBER", "StartingSequenceNumber": begin}
        place = {"StreamARN": info["streamArn"], "ShardId": info["shardId"]}
        iterator = self.kinesis.get_shard_iterator(**place, **start)["ShardIterator"]
        first, last = int(info["startSequenceNumber"]), int(info["endSequenceNumber"])
        batch = {}
        while last not in batch:
            if iterator is None:
                raise RuntimeError(f"{info['shardId']} has no record {last}")
            time.sleep(1)
            answer = self.kinesis.get_records(ShardIterator=iterator)
            for record in answer["Records"]:
                number = int(record["SequenceNumber"])
                if first <= number <= last:
                    batch[number] = record
            iterator = answer.get("NextShardIterator")
        return [batch[number] for number in sorted(batch)]

    def settle(self, record):
        try:
            self.handle(record["Data"])
        except Exception:
            self.failed.append(record["SequenceNumber"])

    def run(self):
        messages = self.receive()
        while messages:
            for message in messages:
                for record in self.fetch(json.loads(message["Body"])["KinesisBatchInfo"]):
                    self.settle(record)
                self.sqs.delete_message(QueueUrl=self.queue_url, ReceiptHandle=message["ReceiptHandle"])
            messages = self.receive()
        return self.failed


def redrive(sqs, kinesis, queue_url, handle):
    return Redrive(sqs, kinesis, queue_url, handle).run()
