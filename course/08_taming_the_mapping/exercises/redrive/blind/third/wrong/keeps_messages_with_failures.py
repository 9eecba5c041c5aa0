# Believes a message with a bad event has to stay, so it comes again and its events are tried twice.
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
            before = len(failed)
            for record in records:
                if int(record["SequenceNumber"]) <= last:
                    try:
                        handle(record["Data"])
                    except Exception:
                        failed.append(record["SequenceNumber"])
            if len(failed) == before:
                sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
    return failed
