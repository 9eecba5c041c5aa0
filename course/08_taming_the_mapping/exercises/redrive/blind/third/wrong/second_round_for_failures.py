# Believes failures deserve a second round at the end, but they must not be tried again.
import json
import time


def redrive(sqs, kinesis, queue_url, handle):
    unbilled = []
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
                if int(record["SequenceNumber"]) <= last:
                    try:
                        handle(record["Data"])
                    except Exception:
                        unbilled.append(record)
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    failed = []
    for record in unbilled:
        try:
            handle(record["Data"])
        except Exception:
            failed.append(record["SequenceNumber"])
    return failed
