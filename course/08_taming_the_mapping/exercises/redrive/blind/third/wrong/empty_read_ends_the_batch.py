# Believes an empty read is the end, so the rest of the batch is forgotten and its message deleted.
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
            records = []
            while iterator:
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=iterator)
                if not answer["Records"]:
                    break
                records += answer["Records"]
                if int(records[-1]["SequenceNumber"]) >= last:
                    break
                iterator = answer.get("NextShardIterator")
            for record in records:
                if int(record["SequenceNumber"]) <= last:
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
