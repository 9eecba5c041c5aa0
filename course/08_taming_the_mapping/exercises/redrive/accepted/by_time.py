import json
import time
from datetime import datetime


def redrive(sqs, kinesis, queue_url, handle):
    failed = set()

    def wanted(record, info):
        return (
            int(info["startSequenceNumber"])
            <= int(record["SequenceNumber"])
            <= int(info["endSequenceNumber"])
        )

    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            since = datetime.fromisoformat(info["approximateArrivalOfFirstRecord"])
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_TIMESTAMP",
                Timestamp=since,
            )["ShardIterator"]
            done = False
            while not done:
                answer = kinesis.get_records(ShardIterator=iterator)
                time.sleep(1)
                for record in answer["Records"]:
                    if wanted(record, info):
                        try:
                            handle(record["Data"])
                        except Exception as error:
                            print(record["SequenceNumber"], error)
                            failed.add(record["SequenceNumber"])
                done = answer["MillisBehindLatest"] == 0
                iterator = answer["NextShardIterator"]
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
