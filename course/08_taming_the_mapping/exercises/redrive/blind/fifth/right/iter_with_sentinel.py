# iter() with a sentinel for the messages, and takewhile over a generator of the shard.
import json
import time
from itertools import takewhile


def redrive(sqs, kinesis, queue_url, handle):
    def shard_from(info):
        iterator = kinesis.get_shard_iterator(
            StreamARN=info["streamArn"],
            ShardId=info["shardId"],
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            StartingSequenceNumber=info["startSequenceNumber"],
        )["ShardIterator"]
        last, number = int(info["endSequenceNumber"]), -1
        while number < last:
            time.sleep(1)
            answer = kinesis.get_records(ShardIterator=iterator)
            for record in answer["Records"]:
                number = int(record["SequenceNumber"])
                yield number, record
            iterator = answer.get("NextShardIterator")
            if iterator is None and number < last:
                raise EOFError(info["shardId"])

    def fails(data):
        try:
            handle(data)
        except Exception:
            return True
        return False

    def receive():
        return sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages") or []

    failed = []
    for messages in iter(receive, []):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            last = int(info["endSequenceNumber"])
            batch = [record for _, record in takewhile(lambda pair: pair[0] <= last, shard_from(info))]
            failed += [record["SequenceNumber"] for record in batch if fails(record["Data"])]
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
