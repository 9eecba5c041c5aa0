# every-page-is-new -> 08.2.twice
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )["ShardIterator"]
            for limit in (5, 10_000):
                time.sleep(1)
                for record in kinesis.get_records(ShardIterator=iterator, Limit=limit)["Records"]:
                    if int(record["SequenceNumber"]) <= int(info["endSequenceNumber"]):
                        try:
                            handle(record["Data"])
                        except Exception:
                            failed.append(record["SequenceNumber"])
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
