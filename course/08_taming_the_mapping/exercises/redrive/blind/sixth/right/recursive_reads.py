# Style: recursion over the pages of a shard, equality with the last number, and three small functions.
import json
import time
from functools import partial


def _read(kinesis, iterator, last):
    """The records from the iterator up to the one with the number `last`."""
    time.sleep(1)
    answer = kinesis.get_records(ShardIterator=iterator)
    records = answer["Records"]
    for place, record in enumerate(records, 1):
        if record["SequenceNumber"] == last:
            return records[:place]
    return records + _read(kinesis, answer["NextShardIterator"], last)


def _fails(handle, record):
    try:
        handle(record["Data"])
    except Exception:
        return True
    return False


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    receive = partial(sqs.receive_message, QueueUrl=queue_url, MaxNumberOfMessages=2)
    for answer in iter(receive, None):
        if not answer.get("Messages"):
            break
        for message in answer["Messages"]:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )
            batch = _read(kinesis, iterator["ShardIterator"], info["endSequenceNumber"])
            failed += [record["SequenceNumber"] for record in batch if _fails(handle, record)]
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
