import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []

    def records_of(info):
        iterator = kinesis.get_shard_iterator(
            StreamName=info["streamArn"].split("/")[1],
            ShardId=info["shardId"],
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            StartingSequenceNumber=info["startSequenceNumber"],
        )["ShardIterator"]
        left = info["batchSize"]
        while left:
            answer = kinesis.get_records(ShardIterator=iterator, Limit=left)
            yield from answer["Records"]
            left -= len(answer["Records"])
            iterator = answer["NextShardIterator"]
            time.sleep(1)

    while True:
        messages = sqs.receive_message(QueueUrl=queue_url).get("Messages", [])
        if not messages:
            return failed
        for record in records_of(json.loads(messages[0]["Body"])["KinesisBatchInfo"]):
            try:
                handle(record["Data"])
            except (ValueError, KeyError, OSError):
                failed.append(record["SequenceNumber"])
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=messages[0]["ReceiptHandle"])
