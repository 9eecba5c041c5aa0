# Looks at the end of the batch only between two reads, so records behind it are billed again.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            last = int(info["endSequenceNumber"])
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )["ShardIterator"]
            reached = -1
            while reached < last:
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=iterator, StreamARN=info["streamArn"])
                for record in answer["Records"]:
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
                    reached = int(record["SequenceNumber"])
                iterator = answer.get("NextShardIterator")
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
