# Believes a redrive stops at a failure as the handler does, but the rest never comes again.
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
            records, complete = [], False
            while iterator and not complete:
                time.sleep(1)
                answer = kinesis.get_records(ShardIterator=iterator)
                records += answer["Records"]
                complete = bool(records) and int(records[-1]["SequenceNumber"]) >= last
                iterator = answer.get("NextShardIterator")
            for record in records:
                if int(record["SequenceNumber"]) > last:
                    break
                try:
                    handle(record["Data"])
                except Exception:
                    failed.append(record["SequenceNumber"])
                    break
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
