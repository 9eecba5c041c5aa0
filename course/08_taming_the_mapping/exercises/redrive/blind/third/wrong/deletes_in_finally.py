# Believes finally is a tidy place to delete, so a message goes even if the read failed.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    failed = []
    while messages := sqs.receive_message(QueueUrl=queue_url, MaxNumberOfMessages=10).get("Messages"):
        for message in messages:
            info = json.loads(message["Body"])["KinesisBatchInfo"]
            last = int(info["endSequenceNumber"])
            try:
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
                    if int(record["SequenceNumber"]) <= last:
                        try:
                            handle(record["Data"])
                        except Exception:
                            failed.append(record["SequenceNumber"])
            finally:
                sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
