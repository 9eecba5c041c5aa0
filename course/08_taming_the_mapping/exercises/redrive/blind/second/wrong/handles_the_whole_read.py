# Stops reading after the last record of the batch, but handles all that the read brought: billed already.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    while messages:
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )["ShardIterator"]
            last, done = int(info["endSequenceNumber"]), False
            while not done:
                answer = kinesis.get_records(ShardIterator=iterator)
                for record in answer["Records"]:
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
                    done = done or int(record["SequenceNumber"]) >= last
                iterator = answer["NextShardIterator"]
                time.sleep(1)
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    return failed
