# A class with __call__ that does one message; one message is received at a time.
import json
import time


class Redrive:
    def __init__(self, kinesis, handle):
        self.kinesis, self.handle = kinesis, handle
        self.done, self.failed = set(), []

    def bill(self, record):
        number = record["SequenceNumber"]
        if number in self.done:
            return
        self.done.add(number)
        try:
            self.handle(record["Data"])
        except Exception:
            self.failed.append(number)

    def __call__(self, info):
        place = dict(StreamName=info["streamArn"].rsplit("/", 1)[1], ShardId=info["shardId"])
        place |= dict(ShardIteratorType="AT_SEQUENCE_NUMBER")
        place |= dict(StartingSequenceNumber=info["startSequenceNumber"])
        iterator = self.kinesis.get_shard_iterator(**place)["ShardIterator"]
        last, end, ahead = -1, int(info["endSequenceNumber"]), True
        while iterator and last < end and ahead:
            answer = self.kinesis.get_records(ShardIterator=iterator)
            for record in answer["Records"]:
                last = int(record["SequenceNumber"])
                if last <= end:
                    self.bill(record)
            iterator = answer.get("NextShardIterator")
            ahead = answer["Records"] or answer["MillisBehindLatest"]
            time.sleep(1)


def redrive(sqs, kinesis, queue_url, handle):
    batch = Redrive(kinesis, handle)
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=1).get("Messages", []):
        (message,) = messages
        batch(json.loads(message["Body"])["KinesisBatchInfo"])
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return batch.failed
