# A class for a batch, and one message per receive call, with list comprehensions.
import json
import time
from dataclasses import dataclass


@dataclass
class Batch:
    streamArn: str
    shardId: str
    startSequenceNumber: str
    endSequenceNumber: str

    @classmethod
    def of(cls, body):
        info = json.loads(body)["KinesisBatchInfo"]
        return cls(*(info[name] for name in cls.__dataclass_fields__))

    def holds(self, number):
        return int(self.startSequenceNumber) <= int(number) <= int(self.endSequenceNumber)

    def read(self, kinesis):
        place = {"StreamARN": self.streamArn, "ShardId": self.shardId}
        place |= {
            "ShardIteratorType": "AT_SEQUENCE_NUMBER",
            "StartingSequenceNumber": self.startSequenceNumber,
        }
        iterator = kinesis.get_shard_iterator(**place)["ShardIterator"]
        records, highest = [], -1
        while highest < int(self.endSequenceNumber):
            if iterator is None:
                raise LookupError(f"{self.shardId} ended before {self.endSequenceNumber}")
            time.sleep(1)
            answer = kinesis.get_records(ShardIterator=iterator, StreamARN=self.streamArn)
            for record in answer["Records"]:
                highest = int(record["SequenceNumber"])
                if self.holds(highest):
                    records.append(record)
            iterator = answer.get("NextShardIterator")
        return records


def works(handle, record):
    try:
        handle(record["Data"])
    except Exception:
        return False
    return True


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while True:
        answer = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=1)
        if not answer.get("Messages"):
            return failed
        [message] = answer["Messages"]
        records = Batch.of(message["Body"]).read(kinesis)
        failed += [record["SequenceNumber"] for record in records if not works(handle, record)]
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
