# Believes the end number is the first behind the batch, as in a slice: the last record is never billed.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            end = int(info["endSequenceNumber"])
            iterator = kinesis.get_shard_iterator(
                StreamARN=info["streamArn"],
                ShardId=info["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                StartingSequenceNumber=info["startSequenceNumber"],
            )["ShardIterator"]
            records, complete = [], False
            while iterator and not complete:
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=iterator)
                records += answer["Records"]
                complete = bool(records) and int(records[-1]["SequenceNumber"]) >= end
                iterator = answer.get("NextShardIterator")
            for record in records:
                if int(record["SequenceNumber"]) >= end:
                    break
                try:
                    handle(record["Data"])
                except Exception:
                    failed.append(record["SequenceNumber"])
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
