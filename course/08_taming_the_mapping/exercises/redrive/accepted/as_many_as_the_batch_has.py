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
        time.sleep(1)
        return kinesis.get_records(ShardIterator=iterator, Limit=info["batchSize"])["Records"]

    while True:
        messages = sqs.receive_message(QueueUrl=queue_url).get("Messages", [])
        if not messages:
            return failed
        for record in records_of(json.loads(messages[0]["Body"])["KinesisBatchInfo"]):
            try:
                handle(record["Data"])
            except (ValueError, KeyError):
                failed.append(record["SequenceNumber"])
        sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=messages[0]["ReceiptHandle"])
