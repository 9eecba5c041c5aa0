# itertools.takewhile and chain over lazily read answers, and long polling of the queue.
import json
import time
from itertools import chain, takewhile


def answers(kinesis, iterator, end):
    while iterator:
        time.sleep(1)
        answer = kinesis.get_records(ShardIterator=iterator)
        yield answer["Records"]
        last = answer["Records"][-1:]
        if last and int(last[0]["SequenceNumber"]) >= end:
            return
        if not last and answer["MillisBehindLatest"] == 0:
            return
        iterator = answer.get("NextShardIterator")


def redrive(sqs, kinesis, queue_url, handle):
    failed, handled = [], set()

    def receive():
        queue = {"QueueUrl": queue_url, "MaxNumberOfMessages": 10, "WaitTimeSeconds": 1}
        return sqs.receive_message(**queue).get("Messages", [])

    for message in chain.from_iterable(iter(receive, [])):
        info = json.loads(message["Body"])["KinesisBatchInfo"]
        end = int(info["endSequenceNumber"])
        found = kinesis.get_shard_iterator(
            StreamName=info["streamArn"].split("/")[1],
            ShardId=info["shardId"],
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            StartingSequenceNumber=info["startSequenceNumber"],
        )
        records = chain.from_iterable(answers(kinesis, found["ShardIterator"], end))
        for record in takewhile(lambda each, end=end: int(each["SequenceNumber"]) <= end, records):
            if record["SequenceNumber"] in handled:
                continue
            handled.add(record["SequenceNumber"])
            try:
                handle(record["Data"])
            except Exception:
                failed.append(record["SequenceNumber"])
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
